internal import Hashing

/// A 64-bit digest of texts: a stable hash with a final mix.
struct Digest: Hashable, Sendable {
  private var hash = StableHash()

  init(_ text: String = "") { add(text) }

  mutating func add(_ text: String) {
    hash.combine(text.utf8)
    hash.combine(0xFF)
  }

  mutating func add(_ byte: UInt8) { hash.combine(byte) }

  var value: UInt64 { SplitMix64.mix(hash.value) }
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
