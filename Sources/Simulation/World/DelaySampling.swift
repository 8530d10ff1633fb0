extension Delay {
  /// Draws a delay in nanoseconds.
  ///
  /// Only integer arithmetic and the operations that IEEE 754 rounds correctly (+, -, ×, ÷, √) take
  /// part: no function of a mathematical library, whose last bit differs between machines.
  func sample(_ random: inout SplitMix64) -> Int64 {
    switch self {
    case .constant(let delay):
      return delay.wholeNanoseconds
    case .uniform(let range):
      let low = range.lowerBound.wholeNanoseconds
      let width = UInt64(range.upperBound.wholeNanoseconds - low) + 1
      return low + Int64(random.next(below: width))
    case .exponential(let mean, let least):
      // The inverse of the distribution function: -mean · ln(1 - u).
      let factor = -naturalLogarithm(1 - random.nextUnit())
      return least.wholeNanoseconds.adding(Double(mean.wholeNanoseconds) * factor)
    case .heavyTail(let least):
      // Pareto with shape 2 by inversion: least / √(1 - u).
      let factor = 1 / (1 - random.nextUnit()).squareRoot()
      return Int64(0).adding(Double(least.wholeNanoseconds) * factor)
    }
  }

  /// The longest delay that can be drawn; nil if there is none.
  var bound: Int64? {
    switch self {
    case .constant(let delay): delay.wholeNanoseconds
    case .uniform(let range): range.upperBound.wholeNanoseconds
    case .exponential, .heavyTail: nil
    }
  }

  /// The shortest delay that can be drawn, in nanoseconds.
  var least: Int64 {
    switch self {
    case .constant(let delay): delay.wholeNanoseconds
    case .uniform(let range): range.lowerBound.wholeNanoseconds
    case .exponential(_, let least), .heavyTail(let least): least.wholeNanoseconds
    }
  }
}

extension Int64 {
  fileprivate func adding(_ value: Double) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(Int64(Swift.min(value, 0x1p62)))
    return overflow ? .max : sum
  }
}

/// The natural logarithm of a positive finite number, to about 15 digits, the same on every machine.
///
/// x = 2^k · m with m in [√½, √2); ln m = 2 artanh((m - 1) / (m + 1)), whose odd series converges
/// by a factor of 34 a term. Sums and products only, in a fixed order.
func naturalLogarithm(_ x: Double) -> Double {
  precondition(x > 0 && x.isFinite, "the logarithm of \(x) is no number")
  var exponent = Double(x.exponent)
  var significand = x.significand
  if significand > 0x1.6a09e667f3bcdp+0 {
    significand /= 2
    exponent += 1
  }
  let t = (significand - 1) / (significand + 1)
  let square = t * t
  var sum = 0.0
  for odd in stride(from: 21.0, through: 1.0, by: -2.0) { sum = sum * square + 1 / odd }
  let ln2 = 0x1.62e42fefa39efp-1
  return exponent * ln2 + 2 * t * sum
}
