/// A 64-bit digest of a text that is the same in every process and on every machine.
///
/// FNV-1a (Fowler, Noll, Vo) with a final mix; it recognises change, it doesn't resist an attacker.
struct Digest: Hashable, Sendable {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  init(_ text: String = "") { add(text) }

  mutating func add(_ text: String) {
    for byte in text.utf8 { add(byte) }
    add(0xFF)
  }

  mutating func add(_ byte: UInt8) { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }

  var value: UInt64 { SplitMix64.mix(state) }
}

extension Scenario {
  /// Changes with the system and the names of its properties: a token of another system is told apart.
  var fingerprint: UInt64 {
    let describer = Describer(roster: system.roster)
    var digest = Digest(name)
    for (id, member) in zip(system.roster.nodes, system.members) {
      digest.add(system.roster.name(of: id))
      digest.add(describer.describe(member))
      digest.add(describer.describe(system.clocks[id, default: ClockError()]))
    }
    digest.add(describer.describe(system.links))
    for invariant in invariants { digest.add(invariant.name) }
    for check in checks { digest.add(check.name) }
    return digest.value
  }
}
