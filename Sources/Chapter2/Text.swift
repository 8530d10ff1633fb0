// Generated from Chapters/02-rpc.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 43ffa3a9d01613e4

#sourceLocation(file: "Chapters/02-rpc.md", line: 1510)
/// A number with a fixed count of decimals, rounded half away from zero.
func fixed(_ value: Double, digits: Int) -> String {
  let scale = (0..<digits).reduce(1) { scale, _ in scale * 10 }
  let units = Int((value * Double(scale)).rounded())
  let rest = String(abs(units) % scale)
  let zeros = String(repeating: "0", count: max(0, digits - rest.count))
  let sign = units < 0 ? "-" : ""
  return "\(sign)\(abs(units) / scale)." + zeros + rest
}

extension String {
  /// Filled up with spaces, on the right or on the left.
  func padding(to width: Int, onLeft: Bool = false) -> String {
    let spaces = String(repeating: " ", count: max(0, width - count))
    return onLeft ? spaces + self : self + spaces
  }
}
#sourceLocation()
