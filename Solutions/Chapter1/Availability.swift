// Generated from Solutions/01-introduction.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 6030f04dbf0fd039

#sourceLocation(file: "Solutions/01-introduction.md", line: 14)
/// The probability that at least `k` of `n` machines are up, where each is up
/// with probability `p`, independently of the others. O(n²).
public func availability(n: Int, atLeast k: Int, p: Double) -> Double {
  // distribution[j] is the probability that j of the machines so far are up.
  var distribution = [1.0]
  for _ in 0..<n {
    let oneMoreDown = distribution.map { $0 * (1 - p) } + [0]
    let oneMoreUp = [0] + distribution.map { $0 * p }
    distribution = zip(oneMoreDown, oneMoreUp).map { $0 + $1 }
  }
  return distribution[k...].reduce(0, +)
}
#sourceLocation()
