/// Numbers as characters, the same on every machine: no locale, no C library.
enum Numeral {
  /// The value with exactly `decimals` digits after the point; halves go away from zero.
  ///
  /// Values too large to keep those digits fall back to the standard library's shortest form.
  static func fixed(_ value: Double, decimals: Int) -> String {
    let scaled = (value * powerOfTen(decimals)).rounded()
    guard scaled.magnitude < 0x1p53 else { return shortest(value) }
    return decimal(Int64(scaled), decimals: decimals)
  }

  /// As `fixed`, without the zeros at the end.
  static func trimmed(_ value: Double, decimals: Int) -> String {
    let text = fixed(value, decimals: decimals)
    guard text.contains("."), !text.contains("e") else { return text }
    var digits = Substring(text)
    while digits.hasSuffix("0") { digits.removeLast() }
    if digits.hasSuffix(".") { digits.removeLast() }
    return String(digits)
  }

  /// Four significant digits at most: for a value that stands beside a bar or in a table.
  ///
  /// Just below one they are those of what is missing: availability is read by its nines, and
  /// 0.99999 isn't 1.
  static func short(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return shortest(value) }
    let magnitude = Logarithm.floor10(value.magnitude)
    guard (-4...8).contains(magnitude) else { return scientific(value, magnitude: magnitude) }
    let missing = 1 - value.magnitude
    if missing > 0, missing < 0.1 {
      return minus(trimmed(value, decimals: min(12, 1 - Logarithm.floor10(missing))))
    }
    return minus(trimmed(value, decimals: max(0, 3 - magnitude)))
  }

  /// `integer` × 10^-decimals.
  static func decimal(_ integer: Int64, decimals: Int) -> String {
    var digits = String(integer.magnitude)
    if decimals > 0 {
      let missing = decimals + 1 - digits.count
      digits = String(repeating: "0", count: max(0, missing)) + digits
      digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -decimals))
    }
    return integer < 0 ? "-" + digits : digits
  }

  /// `1.5×10⁻⁷`.
  static func scientific(_ value: Double, magnitude: Int) -> String {
    // In two steps, since 10^-magnitude overflows for the smallest numbers.
    let half = magnitude / 2
    let mantissa = value * powerOfTen(-half) * powerOfTen(half - magnitude)
    return minus(trimmed(mantissa, decimals: 2)) + "×" + power(magnitude)
  }

  /// `10⁻⁷`.
  static func power(_ exponent: Int) -> String {
    let digits: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    let raised = String(exponent.magnitude).compactMap(\.wholeNumberValue).map { digits[$0] }
    return "10" + (exponent < 0 ? "⁻" : "") + String(raised)
  }

  /// A typographic minus, for what people read.
  static func minus(_ text: String) -> String {
    text.hasPrefix("-") ? "−" + text.dropFirst() : text
  }

  /// Exact for exponents up to 22, and always the same.
  static func powerOfTen(_ exponent: Int) -> Double {
    var result = 1.0
    for _ in 0..<exponent.magnitude { result *= 10 }
    return exponent < 0 ? 1 / result : result
  }

  private static func shortest(_ value: Double) -> String {
    if value.isNaN { return "no value" }
    if value.isInfinite { return value < 0 ? "−∞" : "∞" }
    return value == 0 ? "0" : minus("\(value)")
  }
}
