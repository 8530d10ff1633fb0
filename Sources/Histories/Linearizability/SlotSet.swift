/// A set of slots: small numbers that stand for the operations open at one time.
protocol SlotSet: Equatable {
  init(slots: Int)
  func contains(_ slot: Int) -> Bool
  mutating func insert(_ slot: Int)
  mutating func remove(_ slot: Int)
  func subtracting(_ other: Self) -> Self
  func intersection(_ other: Self) -> Self
  func isSubset(of other: Self) -> Bool
  /// Takes out the least slot; -1 if there is none.
  mutating func popFirst() -> Int
  var digest: UInt64 { get }
}

/// Up to 64 operations open at once: nearly every history.
extension UInt64: SlotSet {
  init(slots _: Int) { self = 0 }

  @inline(__always) func contains(_ slot: Int) -> Bool { self & (1 &<< UInt64(slot)) != 0 }
  @inline(__always) mutating func insert(_ slot: Int) { self |= 1 &<< UInt64(slot) }
  @inline(__always) mutating func remove(_ slot: Int) { self &= ~(1 &<< UInt64(slot)) }
  @inline(__always) func subtracting(_ other: UInt64) -> UInt64 { self & ~other }
  @inline(__always) func intersection(_ other: UInt64) -> UInt64 { self & other }
  @inline(__always) func isSubset(of other: UInt64) -> Bool { self & ~other == 0 }

  @inline(__always)
  mutating func popFirst() -> Int {
    guard self != 0 else { return -1 }
    defer { self &= self &- 1 }
    return trailingZeroBitCount
  }

  @inline(__always) var digest: UInt64 { self }
}

/// Any number of operations open at once.
struct WideSlots: SlotSet {
  private var words: [UInt64]

  init(slots: Int) { words = Array(repeating: 0, count: (slots + 63) / 64) }

  func contains(_ slot: Int) -> Bool { words[slot >> 6].contains(slot & 63) }
  mutating func insert(_ slot: Int) { words[slot >> 6].insert(slot & 63) }
  mutating func remove(_ slot: Int) { words[slot >> 6].remove(slot & 63) }

  func subtracting(_ other: WideSlots) -> WideSlots { combined(other) { $0 & ~$1 } }
  func intersection(_ other: WideSlots) -> WideSlots { combined(other) { $0 & $1 } }

  func isSubset(of other: WideSlots) -> Bool {
    words.indices.allSatisfy { words[$0].isSubset(of: other.words[$0]) }
  }

  mutating func popFirst() -> Int {
    for index in words.indices where words[index] != 0 {
      return (index << 6) + words[index].popFirst()
    }
    return -1
  }

  var digest: UInt64 { words.reduce(0) { mixed($0 ^ $1) } }

  private func combined(
    _ other: WideSlots, _ combine: (UInt64, UInt64) -> UInt64
  ) -> WideSlots {
    var result = self
    for index in words.indices { result.words[index] = combine(words[index], other.words[index]) }
    return result
  }
}
