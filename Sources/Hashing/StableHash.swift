/// A 64-bit hash that is the same in every process and on every machine, which `Hasher`'s is not.
///
/// FNV-1a, as Fowler, Noll and Vo define it. It tells accidental differences apart; it resists nobody who
/// makes two texts collide on purpose.
public struct StableHash: Hashable, Sendable {
  public private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  public init() {}

  public init(of bytes: some Sequence<UInt8>) { combine(bytes) }

  /// Of the text's UTF-8 bytes, so that equal strings of other bytes differ.
  public init(of text: String) { combine(text.utf8) }

  public mutating func combine(_ bytes: some Sequence<UInt8>) {
    var state = value
    // On raw memory where there is any: a sequence of another module is slow in a debug build.
    let isDone: Void? = bytes.withContiguousStorageIfAvailable { bytes in
      for byte in bytes { state = Self.mix(state, byte) }
    }
    if isDone == nil { for byte in bytes { state = Self.mix(state, byte) } }
    value = state
  }

  public mutating func combine(_ byte: UInt8) { value = Self.mix(value, byte) }

  private static func mix(_ state: UInt64, _ byte: UInt8) -> UInt64 {
    (state ^ UInt64(byte)) &* 0x100_0000_01B3
  }
}
