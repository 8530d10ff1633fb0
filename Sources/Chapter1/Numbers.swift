// Generated from Chapters/01-introduction.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 806c92d2bf200914

#sourceLocation(file: "Chapters/01-introduction.md", line: 1321)
/// The value with so many decimals, rounded; without locale or C library.
func fixed(_ value: Double, _ decimals: Int) -> String {
  let scaled = Int64((value * power(10, decimals)).rounded())
  var digits = String(scaled.magnitude)
  while digits.count <= decimals { digits = "0" + digits }
  if decimals > 0 {
    digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -decimals))
  }
  return (scaled < 0 ? "-" : "") + digits
}
#sourceLocation()
