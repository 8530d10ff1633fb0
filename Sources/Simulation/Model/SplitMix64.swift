/// The generator behind every random choice of the simulated world.
///
/// SplitMix64: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014,
/// with the output function of Stafford's variant 13. Eight bytes of state, full period 2^64, and any
/// state is a good one, so that a stream can be derived for each link and each purpose by mixing labels
/// into the seed.
public struct SplitMix64: RandomNumberGenerator, Hashable, Sendable {
  public private(set) var state: UInt64

  public init(seed: UInt64) { state = seed }

  /// The stream that belongs to `labels` under one seed: other labels, an unrelated stream.
  ///
  /// Streams never touch: a draw from one doesn't shift another.
  public init(seed: UInt64, labels: UInt64...) {
    state = labels.reduce(SplitMix64.mix(seed &+ Self.increment)) { state, label in
      SplitMix64.mix(state ^ SplitMix64.mix(label &+ Self.increment))
    }
  }

  private static let increment: UInt64 = 0x9E37_79B9_7F4A_7C15

  public mutating func next() -> UInt64 {
    state &+= Self.increment
    return Self.mix(state)
  }

  /// A number in `0..<bound`, without bias (Lemire, "Fast Random Integer Generation in an Interval",
  /// TOMACS 2019). Written out, because the standard library doesn't promise its own method to stay.
  public mutating func next(below bound: UInt64) -> UInt64 {
    precondition(bound > 0, "there is no number below zero")
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
    }
    return product.high
  }

  /// A number in `[0, 1)` with 53 random bits; exact, hence the same on every machine.
  public mutating func nextUnit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// True with the given probability. Always takes one number from the stream.
  public mutating func nextBool(probability: Double) -> Bool { nextUnit() < probability }

  static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
