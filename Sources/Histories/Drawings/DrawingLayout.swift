internal import Figures
public import Simulation

extension RecordedHistory {
  /// Draws the history so that reading the drawing gives the same one, but for moments in time: the columns
  /// count events.
  ///
  /// A client that goes on although an operation of its own is open gets another line of its name.
  public func drawing<Machine: DrawnMachine<Operation, Response>>(as _: Machine.Type) -> String {
    let known = clients.indices.map { NodeID($0) }
    let others = Set(history.entries.map(\.client)).subtracting(known).sorted()
    var layout = DrawingLayout(names: (known + others).map { ($0, name($0)) })
    for event in history.events {
      let entry = history.entries[event.entry]
      if event.isResponse {
        layout.end(entry.id)
      } else {
        layout.begin(entry.id, history.label(of: entry, as: Machine.self))
      }
    }
    return layout.text
  }
}

extension History {
  /// Draws the history, its clients named by letters.
  public func drawing<Machine: DrawnMachine<Operation, Response>>(as machine: Machine.Type)
    -> String
  {
    let last = entries.map(\.client).max().map { Int($0.index) } ?? -1
    return RecordedHistory(self, clients: (0..<(last + 1)).map { NodeID($0).letter })
      .drawing(as: machine)
  }

  /// Some operations in an order, as a drawing has them in its bars: `x?- x=1 x?1`.
  public func labels<Machine: DrawnMachine<Operation, Response>>(
    of order: [OperationID], as machine: Machine.Type
  ) -> String {
    order.compactMap { self[$0] }.map { label(of: $0, as: machine) }.joined(separator: " ")
  }

  fileprivate func label<Machine: DrawnMachine<Operation, Response>>(
    of entry: Entry, as _: Machine.Type
  ) -> String {
    let answer = entry.response.map { Machine.words(of: $0) }
    let label = BarLabel(Machine.words(of: entry.operation), answered: answer, Machine.signs)
    return label?.description ?? "\(entry.operation)"
  }
}

extension History<KeyValueStore.Operation, KeyValueStore.Response> {
  /// Draws the history of a store, its clients named by letters.
  public var drawing: String { drawing(as: KeyValueStore.self) }

  /// Some operations of a store in an order, as a drawing has them in its bars: `x?- x=1 x?1`.
  public func drawn(_ order: [OperationID]) -> String { labels(of: order, as: KeyValueStore.self) }
}

/// Lays bars out, an event a column.
private struct DrawingLayout {
  struct Line {
    var client: NodeID
    /// The client's name as it is written.
    var name: String
    var text: String
    /// The operation whose bar has no end yet.
    var open: OperationID?
  }

  private var lines: [Line]
  /// The last column that has an event.
  private var column: Int

  init(names: [(NodeID, String)]) {
    lines = names.map { client, name in
      let isPlain =
        !name.isEmpty && name.first != " " && name.last != " "
        && !name.contains { "[\"\t".contains($0) || $0.isNewline }
      let written = isPlain ? name : Word.quoted(name)
      return Line(client: client, name: written, text: written)
    }
    column = lines.map(\.text.count).max() ?? 0
  }

  mutating func begin(_ id: OperationID, _ label: String) {
    let own = lines.indices.filter { lines[$0].client == id.client }
    let place = own.first { lines[$0].open == nil } ?? addLine(after: own)
    column = max(column, lines[place].text.count) + 1
    lines[place].text = lines[place].text.padded(to: column) + "[" + label
    lines[place].open = id
  }

  mutating func end(_ id: OperationID) {
    guard let place = lines.firstIndex(where: { $0.open == id }) else { return }
    column = max(column + 1, lines[place].text.count)
    lines[place].text = lines[place].text.padded(to: column) + "]"
    lines[place].open = nil
  }

  /// Another line of a client, below those that it has.
  private mutating func addLine(after own: [Int]) -> Int {
    let last = own.last ?? 0
    let (client, name) = (lines[last].client, lines[last].name)
    lines.insert(Line(client: client, name: name, text: name), at: last + 1)
    return last + 1
  }

  var text: String { lines.map { $0.text + "\n" }.joined() }
}
