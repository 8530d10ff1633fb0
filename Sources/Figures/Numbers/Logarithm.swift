/// Decimal logarithms made of correctly rounded operations only.
///
/// The C library's `log10` may differ in its last digit from one machine to the next, and then a
/// coordinate that lies on a rounding boundary would differ too. Addition, multiplication and
/// division are the same everywhere.
enum Logarithm {
  /// The logarithm to base ten of a positive finite number, to about 15 digits.
  static func base10(_ value: Double) -> Double {
    var exponent = Double(value.exponent)
    var significand = value.significand
    if significand > 1.4142135623730951 {
      significand /= 2
      exponent += 1
    }
    return (exponent * 0.6931471805599453 + natural(significand)) / 2.302585092994046
  }

  /// The largest integer n with 10^n ≤ value.
  static func floor10(_ value: Double) -> Int {
    let guess = Int((base10(value) + 1e-12).rounded(.down))
    return guess
  }

  /// 2 artanh((x - 1) / (x + 1)), for x between 0.7 and 1.42.
  private static func natural(_ x: Double) -> Double {
    let z = (x - 1) / (x + 1)
    var power = z
    var sum = 0.0
    for divisor in stride(from: 1.0, through: 23, by: 2) {
      sum += power / divisor
      power *= z * z
    }
    return 2 * sum
  }
}
