// Generated from Chapters/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest af219822918a80ba

#sourceLocation(file: "Chapters/06-consistency.md", line: 1640)
internal import Chapter3
public import Simulation

/// Answers at once; applies a write after all that its author had seen.
public struct CausalStore: StoreDesign {
  public struct Message: Hashable, Sendable {
    var key: String
    var written: Versioned
    /// How many writes of each site its author had seen.
    var seen: [NodeID: Int]
  }

  public private(set) var copy = Copy()
  private var clock = LamportClock()
  private var seen: [NodeID: Int] = [:]
  private var early: [Message] = []
  /// Whether a write waits for its causes.
  private let waits: Bool

  public init(waits: Bool = true) { self.waits = waits }
}
#sourceLocation(file: "Chapters/06-consistency.md", line: 1667)
extension CausalStore {
  public mutating func begin(
    _ operation: KeyValueStore.Operation, as number: Int,
    _ context: inout Context<Site<Self>>
  ) -> Answer? {
    switch operation {
    case .put(let key, let value):
      let version = Timestamp(clock.tick(), context.id)
      let written = Versioned(version: version, value: value)
      let update = Message(key: key, written: written, seen: seen)
      apply(update)
      context.broadcast(update)
      return Answer(number: number, response: .done)
    case .get(let key):
      return Answer(number: number, response: .value(copy[key].value))
    default: return nil
    }
  }

  public mutating func receive(
    _ message: Message, from sender: NodeID,
    _ context: inout Context<Site<Self>>
  ) -> Answer? {
    early.append(message)
    while let index = early.firstIndex(where: isReady) {
      apply(early.remove(at: index))
    }
    return nil
  }
}
#sourceLocation(file: "Chapters/06-consistency.md", line: 1703)
extension CausalStore {
  private func isReady(_ update: Message) -> Bool {
    !waits || update.seen.allSatisfy { seen[$0.key, default: 0] >= $0.value }
  }

  private mutating func apply(_ update: Message) {
    let version = update.written.version
    clock.tick(receiving: version.time)
    seen[version.process, default: 0] += 1
    copy.take(update.written, for: update.key)
  }
}
#sourceLocation()
