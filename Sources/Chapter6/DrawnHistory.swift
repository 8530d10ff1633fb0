// Generated from Chapters/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest d0a3b4326cc502d1

#sourceLocation(file: "Chapters/06-consistency.md", line: 389)
public import Chapter2
public import Simulation

/// An operation as it is drawn: `x=1`, `x?1`, `x?-`.
struct DrawnOperation {
  var command: KeyValueStore.Command
  var reply: KeyValueStore.Reply

  init(_ text: some StringProtocol) {
    let text = text.filter { $0 != " " }
    let parts = text.split(
      maxSplits: 1, omittingEmptySubsequences: false,
      whereSeparator: { "=?".contains($0) })
    precondition(parts.count == 2, "'\(text)' is neither x=1 nor x?1")
    let (key, value) = (String(parts[0]), String(parts[1]))
    if text.contains("=") {
      (command, reply) = (.put(key, value), .done)
    } else {
      (command, reply) = (.get(key), .value(value == "-" ? nil : value))
    }
  }
}

/// A drawn bar: where it begins and, unless it is pending, where it ends.
struct DrawnBar {
  var client: Int
  var operation: DrawnOperation
  var begin: Int
  var end: Int?
}
#sourceLocation(file: "Chapters/06-consistency.md", line: 424)
extension DrawnBar {
  /// The bars of one line, after the client's name.
  static func all(in line: some StringProtocol, client: Int) -> [DrawnBar] {
    var bars: [DrawnBar] = []
    var begin: Int?
    var text = ""
    for (column, character) in line.enumerated() {
      switch character {
      case "[": (begin, text) = (column, "")
      case "]":
        guard let first = begin else { preconditionFailure("] without [") }
        bars.append(
          DrawnBar(
            client: client, operation: DrawnOperation(text), begin: first,
            end: column))
        begin = nil
      default: if begin != nil { text.append(character) }
      }
    }
    if let begin {
      bars.append(
        DrawnBar(client: client, operation: DrawnOperation(text), begin: begin))
    }
    return bars
  }
}
#sourceLocation(file: "Chapters/06-consistency.md", line: 455)
extension History
where Operation == KeyValueStore.Command, Response == KeyValueStore.Reply {
  /// The history of a drawing: a line for a client, a bar for an operation.
  public init(drawing: String) {
    self.init()
    let lines = drawing.split(separator: "\n").enumerated()
    let bars = lines.flatMap { DrawnBar.all(in: $1, client: $0) }
    var events: [(column: Int, isResponse: Int, bar: Int)] = []
    for (index, bar) in bars.enumerated() {
      events.append((bar.begin, 0, index))
      if let end = bar.end { events.append((end, 1, index)) }
    }
    for event in events.sorted(by: { $0 < $1 }) {
      let bar = bars[event.bar]
      let id = OperationID(client: NodeID(bar.client), number: event.bar)
      let time = Instant(.milliseconds(event.column))
      if event.isResponse == 0 {
        invoke(bar.operation.command, as: id, at: time)
      } else {
        // The bar was invoked further left and ends once.
        try? respond(bar.operation.reply, to: id, at: time)
      }
    }
  }

  /// Some operations in an order, as one draws them.
  public func drawn(_ order: [OperationID]) -> String {
    order.compactMap { self[$0] }.map { entry in
      switch (entry.operation, entry.response) {
      case (.put(let key, let value), _): "\(key)=\(value)"
      case (.get(let key), .value(let value)): "\(key)?\(value ?? "-")"
      case (.get(let key), nil): "\(key)?"
      default: "\(entry.operation)"
      }
    }.joined(separator: " ")
  }
}
#sourceLocation()
