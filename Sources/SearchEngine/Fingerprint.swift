/// Fingerprints of rows that follow a change of one component without reading the others.
///
/// The fingerprint of a row is the exclusive or, over its positions, of a mixed (position, id)
/// (Zobrist, "A New Hashing Method with Application for Game Playing", 1970). Two different rows
/// differ in at least one such pair, so with a random mixer they agree with probability 2⁻⁶⁴.
/// Exclusive or was taken rather than a sum because undoing a change is then the same operation
/// as making it.
///
/// For each pair of rows that is all one needs, and so the expected number of pairs that agree is right.
/// But exclusive or is linear, so that such pairs come in crowds; where fewer bits are kept on purpose,
/// they are taken from a mixed fingerprint.
enum Fingerprint {
  /// One position's share: the finaliser of SplitMix64 (Steele, Lea, Flood, "Fast Splittable
  /// Pseudorandom Number Generators", 2014) over position, id and salt.
  @inline(__always)
  static func share(position: Int, id: UInt32, salt: UInt64) -> UInt64 {
    let pair = UInt64(UInt(bitPattern: position)) << 32 | UInt64(id)
    return mix((pair &+ salt) &* 0x9e37_79b9_7f4a_7c15)
  }

  @inline(__always)
  static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

/// What states are told apart by: the whole fingerprint, or in compact mode some bits of it, mixed.
struct Distinction {
  let isExact: Bool
  let mask: UInt64

  @inline(__always)
  func name(_ fingerprint: UInt64) -> UInt64 {
    isExact ? fingerprint : Fingerprint.mix(fingerprint) & mask
  }
}
