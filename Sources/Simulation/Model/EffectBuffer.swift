/// What a handler asked for, without what it carries: an index says where that stands.
///
/// Not nested in a generic type, like all that is touched at every event: unspecialised code finds out
/// the layout of a type that depends on a parameter anew each time.
enum EffectKind: Sendable {
  case send(Int, to: NodeID)
  case set(Int, after: Duration)
  case cancel(Int)
  case append(Int)
  case rewrite(Int)
  case sync
  case respond(Int, to: OperationID)
  case note(Int)
}

/// An array that is emptied by forgetting its count, which takes no time and keeps the memory.
struct Stack<Element: Sendable>: Sendable {
  private var elements: [Element] = []
  private(set) var count = 0

  subscript(index: Int) -> Element { elements[index] }

  /// Returns where the element now stands.
  mutating func push(_ element: Element) -> Int {
    if count < elements.count { elements[count] = element } else { elements.append(element) }
    count += 1
    return count - 1
  }

  mutating func removeAll() { count = 0 }
}

/// The effects that a handler asked for, in order, as the `Context` keeps them.
struct EffectBuffer<N: Node>: Sendable {
  private(set) var kinds: [EffectKind] = []
  private(set) var messages = Stack<N.Message>()
  private(set) var timers = Stack<N.Timer>()
  private(set) var records = Stack<N.Record>()
  private(set) var logs = Stack<[N.Record]>()
  private(set) var responses = Stack<N.Response>()
  private(set) var notes = Stack<String>()

  mutating func send(_ message: N.Message, to receiver: NodeID) {
    kinds.append(.send(messages.push(message), to: receiver))
  }

  /// The same message to each receiver, kept once.
  mutating func broadcast(_ message: N.Message, to receivers: some Sequence<NodeID>) {
    let index = messages.push(message)
    for receiver in receivers { kinds.append(.send(index, to: receiver)) }
  }

  mutating func set(_ timer: N.Timer, after delay: Duration) {
    kinds.append(.set(timers.push(timer), after: delay))
  }

  mutating func cancel(_ timer: N.Timer) { kinds.append(.cancel(timers.push(timer))) }

  mutating func append(_ record: N.Record) { kinds.append(.append(records.push(record))) }

  mutating func rewrite(_ log: [N.Record]) { kinds.append(.rewrite(logs.push(log))) }

  mutating func sync() { kinds.append(.sync) }

  mutating func respond(_ response: N.Response, to operation: OperationID) {
    kinds.append(.respond(responses.push(response), to: operation))
  }

  mutating func note(_ text: String) { kinds.append(.note(notes.push(text))) }

  /// Forgets all and keeps the memory.
  mutating func removeAll() {
    messages.removeAll()
    timers.removeAll()
    records.removeAll()
    logs.removeAll()
    responses.removeAll()
    notes.removeAll()
    kinds.removeAll(keepingCapacity: true)
  }

  /// The effects as values.
  var effects: [Effect<N>] {
    kinds.map { kind in
      switch kind {
      case .send(let index, let receiver): .send(messages[index], to: receiver)
      case .set(let index, let delay): .set(timers[index], after: delay)
      case .cancel(let index): .cancel(timers[index])
      case .append(let index): .append(records[index])
      case .rewrite(let index): .rewrite(logs[index])
      case .sync: .sync
      case .respond(let index, let operation): .respond(responses[index], to: operation)
      case .note(let index): .note(notes[index])
      }
    }
  }
}
