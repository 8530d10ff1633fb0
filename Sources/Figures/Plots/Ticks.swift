/// A value worth naming on an axis.
struct Tick: Hashable {
  var value: Double
  var label: String
}

/// Where an axis is marked: at round numbers.
enum Ticks {
  /// Multiples of 1, 2 or 5 times a power of ten, from at or below `low` to at or above `high`.
  ///
  /// A tick is an integer times a power of ten, so its label is exact and never 0.30000000000000004.
  static func linear(_ low: Double, _ high: Double, count: Int) -> [Tick] {
    let width = high / Double(max(1, count)) - low / Double(max(1, count))
    var exponent = Logarithm.floor10(width)
    // The loop ends at the next power of ten at the latest.
    let mantissa = [1, 2, 5].first { Double($0) * Numeral.powerOfTen(exponent) >= width * 0.999 }
    if mantissa == nil { exponent += 1 }
    let digit = mantissa ?? 1
    let step = Double(digit) * Numeral.powerOfTen(exponent)
    let first = Int((low / step + 1e-9).rounded(.down))
    let last = Int((high / step - 1e-9).rounded(.up))
    let indices = first...max(first, last)
    let largest = max(first.magnitude, last.magnitude)
    let top = Logarithm.floor10(Double(max(1, largest)) * Double(digit)) + exponent
    return indices.map { index in
      let integer = Int64(index * digit)
      return Tick(
        value: scaled(integer, exponent), label: label(integer, exponent: exponent, top: top))
    }
  }

  /// Powers of ten, with 2 and 5 between them where there are few, and some left out where there
  /// are many.
  static func logarithmic(_ low: Double, _ high: Double, count: Int) -> [Tick] {
    let first = Logarithm.floor10(low)
    var last = Logarithm.floor10(high)
    if Numeral.powerOfTen(last) < high * (1 - 1e-12) { last += 1 }
    if last - first <= 2 { return fineLogarithmic(low, high, decades: first...last) }
    let stride = max(1, (last - first + count - 1) / max(1, count))
    return Swift.stride(from: first, through: last + stride - 1, by: stride).map { exponent in
      Tick(value: Numeral.powerOfTen(exponent), label: powerLabel(exponent))
    }
  }

  private static func fineLogarithmic(
    _ low: Double, _ high: Double, decades: ClosedRange<Int>
  ) -> [Tick] {
    let all = decades.flatMap { exponent in
      [1, 2, 5].map { digit in
        Tick(
          value: scaled(Int64(digit), exponent),
          label: label(Int64(digit), exponent: exponent, top: exponent))
      }
    }
    let first = all.lastIndex { $0.value <= low * (1 + 1e-12) } ?? 0
    let last = all.firstIndex { $0.value >= high * (1 - 1e-12) } ?? all.count - 1
    return Array(all[first...max(first, last)])
  }

  // MARK: - Labels

  /// `integer` × 10^`exponent`, for an axis whose largest label is about 10^`top`.
  private static func label(_ integer: Int64, exponent: Int, top: Int) -> String {
    if integer == 0 { return "0" }
    if top >= 15 || top < -4 || exponent < -9 {
      let digits = Numeral.decimal(integer, decimals: max(0, top - exponent))
      return Numeral.minus(tidy(digits)) + "×" + Numeral.power(top)
    }
    let thousands = top >= 6 ? top / 3 : 0
    let shifted = exponent - 3 * thousands
    let digits =
      shifted < 0
      ? Numeral.decimal(integer, decimals: -shifted)
      : Numeral.decimal(integer * tens(shifted), decimals: 0)
    return Numeral.minus(grouped(tidy(digits))) + ["", " k", " M", " G", " T"][min(4, thousands)]
  }

  private static func powerLabel(_ exponent: Int) -> String {
    (-3...5).contains(exponent)
      ? label(1, exponent: exponent, top: min(5, exponent)) : Numeral.power(exponent)
  }

  /// Without zeros behind the point, and without the point where nothing follows it.
  private static func tidy(_ digits: String) -> String {
    guard digits.contains(".") else { return digits }
    var result = Substring(digits)
    while result.hasSuffix("0") { result.removeLast() }
    return String(result.hasSuffix(".") ? result.dropLast() : result)
  }

  /// `12,000`: commas from five digits on.
  private static func grouped(_ digits: String) -> String {
    guard !digits.contains("."), digits.count >= 5 + (digits.hasPrefix("-") ? 1 : 0) else {
      return digits
    }
    return digits.dropLast(3) + "," + digits.suffix(3)
  }

  private static func tens(_ exponent: Int) -> Int64 {
    (0..<max(0, exponent)).reduce(1) { result, _ in result * 10 }
  }

  /// Divides where it can: 3 / 10 is the double nearest to 0.3, 3 × 0.1 isn't.
  private static func scaled(_ integer: Int64, _ exponent: Int) -> Double {
    exponent < 0
      ? Double(integer) / Numeral.powerOfTen(-exponent)
      : Double(integer) * Numeral.powerOfTen(exponent)
  }
}
