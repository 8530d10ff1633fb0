// Generated from Chapters/01-introduction.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 458f46bd9fea7d49

#sourceLocation(file: "Chapters/01-introduction.md", line: 1339)
/// The probability that enough machines are up, where each is up with
/// probability `p` on its own. Adds up all 2ⁿ cases.
public func availability(
  ofMachines n: Int, each p: Double, suffices: (_ up: Int) -> Bool
) -> Double {
  (0..<(1 << n)).reduce(0) { sum, machines in
    let up = machines.nonzeroBitCount
    return suffices(up) ? sum + power(p, up) * power(1 - p, n - up) : sum
  }
}

/// `base` to the power of `exponent`, by multiplication alone: the same bits
/// on every machine.
func power(_ base: Double, _ exponent: Int) -> Double {
  (0..<exponent).reduce(1) { product, _ in product * base }
}
#sourceLocation()
