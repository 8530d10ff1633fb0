public import Simulation

/// The part of eventual consistency that a finite history can refute.
///
/// That replicas agree *some day* is a liveness property: no finite history contradicts it. That they agree
/// once all writes have returned and the store had time to settle is a promise that can be broken here and
/// now. "Time to settle" is left to who records the history: each client's last read of a key counts, if
/// all writes to the key had returned before.
struct Convergence {
  private let history: ReadsAndWrites

  init(_ history: ReadsAndWrites) { self.history = history }

  /// A write that nobody confirmed, so that no moment is known after which there are no more.
  var unsettled: String? {
    history.accesses.indices.first {
      history.accesses[$0].isWrite && history.accesses[$0].completed == nil
    }.map { "\(history.name($0)) may take effect at any time" }
  }

  var violation: ModelViolation? {
    for key in 0..<history.keyCount {
      let reads = finalReads(of: key)
      guard let first = reads.first else { continue }
      let source = history.accesses[first].source
      if let other = reads.first(where: { history.accesses[$0].source != source }) {
        return history.violation(
          .divergence, [first, other],
          ["all writes had returned, and \(history.name(first)) and \(history.name(other)) differ"])
      }
      if source != .initial || !hasWrites(key) { continue }
      return history.violation(
        .divergence, [first], ["all writes had returned, and \(history.name(first)) knows of none"])
    }
    return nil
  }

  private func hasWrites(_ key: Int) -> Bool {
    history.accesses.contains { $0.isWrite && $0.key == key }
  }

  private func finalReads(of key: Int) -> [Int] {
    let settled =
      history.accesses.filter { $0.isWrite && $0.key == key }
      .compactMap(\.completed).max() ?? -1
    return history.clients.compactMap { own in
      own.last {
        let access = history.accesses[$0]
        return !access.isWrite && access.key == key && access.invoked > settled
      }
    }
  }
}

/// Strong eventual consistency: replicas that have got the same updates are in the same state, in whatever
/// order they got them (Shapiro, Preguiça, Baquero and Zawirski, "Conflict-Free Replicated Data Types",
/// 2011).
public struct StateConvergence<Update: Hashable & Sendable, State: Hashable & Sendable>:
  Hashable, Sendable
{
  /// A replica as it was seen at some moment.
  public struct Observation: Hashable, Sendable {
    public var replica: NodeID
    public var updates: Set<Update>
    public var state: State
  }

  /// Two replicas, or one at two moments, with the same updates and different states.
  public struct Divergence: Hashable, Sendable, CustomStringConvertible {
    public var first: Observation
    public var second: Observation

    public var description: String {
      "\(first.replica) and \(second.replica) have the same \(first.updates.count) updates; the one is "
        + "\(first.state), the other \(second.state)"
    }
  }

  /// The first divergence, in the order of the observations.
  public private(set) var divergence: Divergence?
  private var seen: [Set<Update>: Observation] = [:]

  public init() {}

  /// Takes note of a replica's state together with all updates that it has got.
  public mutating func observe(_ replica: NodeID, having updates: Set<Update>, in state: State) {
    let observation = Observation(replica: replica, updates: updates, state: state)
    guard let earlier = seen[updates] else {
      seen[updates] = observation
      return
    }
    if earlier.state != state, divergence == nil {
      divergence = Divergence(first: earlier, second: observation)
    }
  }
}
