/// What an operation leads to, by number.
struct Outcome {
  var state: Int32
  var response: Int32
}

/// What each operation does in each state, asked of the object once and then remembered.
///
/// An open-addressing table under the pair (state, operation).
final class Outcomes {
  private static let free = UInt64.max
  private let evaluate: (Int32, Int32) -> Outcome
  private var slots = Array(repeating: Slot(), count: 256)
  private var count = 0

  private struct Slot {
    var key = Outcomes.free
    var outcome = Outcome(state: 0, response: 0)
  }

  init(evaluate: @escaping (Int32, Int32) -> Outcome) { self.evaluate = evaluate }

  @inline(__always)
  func of(_ operation: Int32, in state: Int32) -> Outcome {
    let key = UInt64(UInt32(bitPattern: state)) << 32 | UInt64(UInt32(bitPattern: operation))
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: mixed(key)) & mask
    while true {
      let slot = slots[place]
      if slot.key == key { return slot.outcome }
      if slot.key == Self.free { return add(key, at: place) }
      place = (place + 1) & mask
    }
  }

  @inline(never)
  private func add(_ key: UInt64, at place: Int) -> Outcome {
    let outcome = evaluate(
      Int32(truncatingIfNeeded: key >> 32), Int32(truncatingIfNeeded: key & 0xffff_ffff))
    slots[place] = Slot(key: key, outcome: outcome)
    count += 1
    if count * 2 > slots.count { grow() }
    return outcome
  }

  private func grow() {
    var larger = Array(repeating: Slot(), count: slots.count * 4)
    let mask = larger.count - 1
    for slot in slots where slot.key != Self.free {
      var place = Int(truncatingIfNeeded: mixed(slot.key)) & mask
      while larger[place].key != Self.free { place = (place + 1) & mask }
      larger[place] = slot
    }
    slots = larger
  }
}

/// The finaliser of SplitMix64 (Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", 2014).
@inline(__always)
func mixed(_ value: UInt64) -> UInt64 {
  var z = value &* 0x9e37_79b9_7f4a_7c15
  z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
  z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
  return z ^ (z >> 31)
}
