// Generated from Chapters/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest ec82f28772b563db

#sourceLocation(file: "Chapters/06-consistency.md", line: 160)
public import Simulation

/// One copy, at the first site; the others ask, and may keep answers a while.
public struct CentralStore: StoreDesign {
  public enum Message: Hashable, Sendable {
    case ask(Int, KeyValueStore.Operation)
    case answer(Answer)
  }

  struct Line: Hashable, Sendable {
    var value: String?
    var expiry: Instant
  }

  static let home = NodeID(0)
  /// How long an answer may be used again; nil: not at all.
  let freshness: Duration?
  var store = KeyValueStore()
  var cache: [String: Line] = [:]
  /// The question that was sent last.
  var asked: Message?

  public init(cachingFor freshness: Duration? = nil) {
    self.freshness = freshness
  }
}
#sourceLocation(file: "Chapters/06-consistency.md", line: 191)
extension CentralStore {
  public mutating func begin(
    _ operation: KeyValueStore.Operation, as number: Int,
    _ context: inout Context<Site<Self>>
  ) -> Answer? {
    if context.id == Self.home {
      return Answer(number: number, response: store.apply(operation))
    }
    if case .get(let key) = operation, let line = cache[key],
      context.now < line.expiry
    {
      return Answer(number: number, response: .value(line.value))
    }
    let question = Message.ask(number, operation)
    asked = question
    context.send(question, to: Self.home)
    return nil
  }
}
#sourceLocation(file: "Chapters/06-consistency.md", line: 216)
extension CentralStore {
  public mutating func receive(
    _ message: Message, from sender: NodeID,
    _ context: inout Context<Site<Self>>
  ) -> Answer? {
    switch message {
    case .ask(let number, let operation):
      let answer = Answer(number: number, response: store.apply(operation))
      context.send(.answer(answer), to: sender)
      return nil
    case .answer(let answer):
      if let freshness {
        remember(answer, until: context.now.advanced(by: freshness))
      }
      return answer
    }
  }

  private mutating func remember(_ answer: Answer, until expiry: Instant) {
    guard case .ask(answer.number, let operation) = asked else { return }
    switch (operation, answer.response) {
    case (.get(let key), .value(let value)):
      cache[key] = Line(value: value, expiry: expiry)
    case (.put(let key, let value), _):
      cache[key] = Line(value: value, expiry: expiry)
    default: break
    }
  }
}
#sourceLocation()
