/// What can happen to a message.
enum Transfer { case sends, copies, loses, receives, misses }

private struct RecordedLine {
  enum Entry {
    case transfer(Transfer, message: Int, with: NodeID)
    case other(Trace.What)
  }

  var time: Int64
  var node: NodeID?
  var entry: Entry
}

/// Collects what happens in a run, and turns it into a ``Trace`` when somebody asks for it.
///
/// Messages are kept as values: putting them into words costs more than delivering them.
struct Recorder<Message: Hashable & Sendable> {
  private var lines: [RecordedLine] = []
  /// Message m1 stands at index 0.
  private(set) var messages: [Message] = []

  /// How many lines the trace has so far.
  var count: Int { lines.count }

  mutating func sends(
    _ message: Message, number: Int, from node: NodeID, to other: NodeID, at time: Int64
  ) {
    messages.append(message)
    assert(messages.count == number)
    record(.sends, number, node, other, at: time)
  }

  mutating func record(
    _ transfer: Transfer, _ number: Int, _ node: NodeID, _ other: NodeID, at time: Int64
  ) {
    lines.append(
      RecordedLine(time: time, node: node, entry: .transfer(transfer, message: number, with: other))
    )
  }

  mutating func record(_ what: Trace.What, _ node: NodeID?, at time: Int64) {
    lines.append(RecordedLine(time: time, node: node, entry: .other(what)))
  }

  /// The lines from a position on, in words.
  func events(_ describer: Describer, from start: Int = 0) -> [Trace.Event] {
    var texts: [Message: String] = [:]
    func text(_ number: Int) -> String {
      let message = messages[number - 1]
      if let known = texts[message] { return known }
      let text = describer.describe(message)
      texts[message] = text
      return text
    }
    return lines[start...].map { line in
      let what: Trace.What =
        switch line.entry {
        case .other(let what): what
        case .transfer(.sends, let id, let other): .sends(message: id, to: other, text: text(id))
        case .transfer(.copies, let id, let other): .copies(message: id, to: other, text: text(id))
        case .transfer(.loses, let id, let other): .loses(message: id, to: other, text: text(id))
        case .transfer(.receives, let id, let other):
          .receives(message: id, from: other, text: text(id))
        case .transfer(.misses, let id, let other):
          .misses(message: id, from: other, text: text(id))
        }
      return Trace.Event(time: Instant(nanoseconds: line.time), node: line.node, what: what)
    }
  }
}
