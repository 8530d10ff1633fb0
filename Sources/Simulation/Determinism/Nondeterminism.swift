/// A handler that gave two answers to the same question, or a node that contradicts itself.
public struct Nondeterminism: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Kind: Hashable, Sendable {
    /// What the handler asked for differs.
    case effects(first: String, second: String)
    /// The handler asked for the same, but left other states behind.
    case state(first: String, second: String)
    /// Two equal states have different hash values.
    case hash(of: String)
    /// Two equal messages have different hash values.
    case messageHash(of: String)
    /// A state isn't equal to itself.
    case equality(of: String)
  }

  public var scenario: String
  public var seed: UInt64
  /// The name of the node.
  public var node: String
  /// The event, as its line in the trace.
  public var event: String
  public var kind: Kind

  public var description: String {
    "\(scenario), seed \(seed): \(node) isn't deterministic. At \"\(event)\" \(sentence)"
  }

  private var sentence: String {
    switch kind {
    case .effects(let first, let second):
      "it did \"\(first)\" in one run and \"\(second)\" in the other. "
        + "Look for the order of a Set or Dictionary, a clock, or randomness that isn't the context's"
    case .state(let first, let second):
      "it went to the state \(first) in one run and to \(second) in the other. "
        + "Look for the order of a Set or Dictionary, a clock, or randomness that isn't the context's"
    case .hash(let state):
      "two states are equal but their hash values differ: \(state). "
        + "hash(into:) must use nothing that == leaves out"
    case .messageHash(let message):
      "two messages are equal but their hash values differ: \(message). "
        + "hash(into:) must use nothing that == leaves out"
    case .equality(let state):
      "its state isn't equal to itself: \(state). Look for a == written by hand, or for a NaN"
    }
  }
}

extension Scenario {
  /// Runs each seed twice at once, event by event, and returns the first difference.
  ///
  /// Equal sets and dictionaries iterate in different orders even within one process, because each
  /// hashes with the address of its storage; so a handler that lets the order out is found, unless
  /// there is nothing to reorder, or the environment fixes the hash seed
  /// (`SWIFT_DETERMINISTIC_HASHING`).
  ///
  /// - Complexity: two traced runs a seed, and a comparison of all states after each event.
  public func nondeterminism(seeds: Range<UInt64>) -> Nondeterminism? {
    for seed in seeds {
      if let difference = difference(seed: seed) { return difference }
    }
    return nil
  }

  private func difference(seed: UInt64) -> Nondeterminism? {
    let faults = faults(ofSeed: seed)
    func world() -> World<Message> {
      World(
        system, seed: seed, faults: faults, invariants: [], isTracing: true, scenario: name)
    }
    var pair = WorldPair(first: world(), second: world())
    let end = span.map { Instant($0) } ?? .distantFuture
    for _ in 0...eventLimit {
      if let difference = pair.difference() { return difference }
      guard !pair.isOver(at: end) else { break }
      pair.step()
    }
    return nil
  }
}
