// Generated from Chapters/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 64192929c529d13f

#sourceLocation(file: "Chapters/06-consistency.md", line: 1725)
internal import Chapter3
public import Simulation

/// Any replica answers any operation; the larger wall-clock stamp stays.
public struct EventualStore: StoreDesign {
  public enum Message: Hashable, Sendable {
    case ask(Int, KeyValueStore.Operation)
    case answer(Answer)
    case update(String, Versioned)
  }

  /// Whether a client stays with its own site's replica.
  let isSticky: Bool
  public private(set) var copy = Copy()

  public init(isSticky: Bool = false) { self.isSticky = isSticky }
}
#sourceLocation(file: "Chapters/06-consistency.md", line: 1747)
extension EventualStore {
  public mutating func begin(
    _ operation: KeyValueStore.Operation, as number: Int,
    _ context: inout Context<Site<Self>>
  ) -> Answer? {
    let replica =
      isSticky ? context.id : context.choose(from: context.nodes)
    context.send(.ask(number, operation), to: replica)
    return nil
  }

  public mutating func receive(
    _ message: Message, from sender: NodeID,
    _ context: inout Context<Site<Self>>
  ) -> Answer? {
    switch message {
    case .answer(let answer): return answer
    case .update(let key, let written): copy.take(written, for: key)
    case .ask(let number, .get(let key)):
      let answer = Answer(number: number, response: .value(copy[key].value))
      context.send(.answer(answer), to: sender)
    case .ask(let number, .put(let key, let value)):
      let stamp = Timestamp(Int(context.now.nanoseconds), context.id)
      let written = Versioned(version: stamp, value: value)
      copy.take(written, for: key)
      context.broadcast(.update(key, written))
      context.send(.answer(Answer(number: number, response: .done)), to: sender)
    case .ask: break
    }
    return nil
  }
}
#sourceLocation()
