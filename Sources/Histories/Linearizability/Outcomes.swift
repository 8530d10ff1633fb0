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
  private var keys: [UInt64]
  private var values: [Outcome]
  private var count = 0
  private var mask: Int

  init(evaluate: @escaping (Int32, Int32) -> Outcome) {
    self.evaluate = evaluate
    keys = Array(repeating: Self.free, count: 256)
    values = Array(repeating: Outcome(state: 0, response: 0), count: 256)
    mask = 255
  }

  @inline(__always)
  func of(_ operation: Int32, in state: Int32) -> Outcome {
    let key = UInt64(UInt32(bitPattern: state)) << 32 | UInt64(UInt32(bitPattern: operation))
    var place = Int(truncatingIfNeeded: mixed(key)) & mask
    while true {
      let found = keys[place]
      if found == key { return values[place] }
      if found == Self.free { return add(key, at: place) }
      place = (place + 1) & mask
    }
  }

  @inline(never)
  private func add(_ key: UInt64, at place: Int) -> Outcome {
    let outcome = evaluate(
      Int32(truncatingIfNeeded: key >> 32), Int32(truncatingIfNeeded: key & 0xffff_ffff))
    keys[place] = key
    values[place] = outcome
    count += 1
    if count * 2 > keys.count { grow() }
    return outcome
  }

  private func grow() {
    let (oldKeys, oldValues) = (keys, values)
    keys = Array(repeating: Self.free, count: oldKeys.count * 2)
    values = Array(repeating: Outcome(state: 0, response: 0), count: oldKeys.count * 2)
    mask = keys.count - 1
    for (key, value) in zip(oldKeys, oldValues) where key != Self.free {
      var place = Int(truncatingIfNeeded: mixed(key)) & mask
      while keys[place] != Self.free { place = (place + 1) & mask }
      keys[place] = key
      values[place] = value
    }
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
