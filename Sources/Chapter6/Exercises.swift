// Generated from Chapters/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 616f078258b06df4

#sourceLocation(file: "Chapters/06-consistency.md", line: 3220)
public import Simulation

/// What a client asks of a register of numbers, which holds 0 at first.
public enum RegisterCall: Hashable, Sendable {
  case write(Int)
  case read
}

/// A history of one register. A read responds with the value that it found, a
/// write with nil.
///
/// A client whose operation is pending asks for nothing more.
public typealias RegisterHistory = History<RegisterCall, Int?>
#sourceLocation(file: "Chapters/06-consistency.md", line: 3239)
extension History where Operation == RegisterCall, Response == Int? {
  /// Reads a drawing.
  public init(drawing: String) {
    self.init()
    let lines = drawing.split(separator: "\n").enumerated()
    let bars = lines.flatMap { RegisterBar.all(in: $1, client: $0) }
    let events = bars.flatMap { bar in
      [(bar.begin, 0, bar)] + (bar.end.map { [($0, 1, bar)] } ?? [])
    }
    for (column, isResponse, bar) in events.sorted(by: {
      ($0.0, $0.1, $0.2.id) < ($1.0, $1.1, $1.2.id)
    }) {
      let time = Instant(.seconds(column))
      if isResponse == 0 {
        invoke(bar.call, as: bar.id, at: time)
      } else {
        // The bar was invoked further left and ends once.
        try? respond(bar.response, to: bar.id, at: time)
      }
    }
  }
}
#sourceLocation(file: "Chapters/06-consistency.md", line: 3266)
private struct RegisterBar {
  var id: OperationID
  var call: RegisterCall
  /// nil for a write.
  var response: Int?
  var begin: Int
  /// nil while the operation is pending.
  var end: Int?

  /// The bars of one line, after the client's name.
  static func all(in line: Substring, client: Int) -> [RegisterBar] {
    line.split(separator: "[").dropFirst().enumerated().map { number, bar in
      let begin = line.distance(from: line.startIndex, to: bar.startIndex) - 1
      let length = bar.firstIndex(of: "]").map {
        bar.distance(from: bar.startIndex, to: $0)
      }
      let isWrite = bar.contains("=")
      let value = Int(bar.drop { !$0.isNumber }.prefix { $0.isNumber }) ?? 0
      return RegisterBar(
        id: OperationID(client: NodeID(client), number: number),
        call: isWrite ? .write(value) : .read, response: isWrite ? nil : value,
        begin: begin, end: length.map { begin + $0 + 1 })
    }
  }
}
#sourceLocation(file: "Chapters/06-consistency.md", line: 3297)
extension History where Operation == RegisterCall, Response == Int? {
  /// Whether the operations fit into one order in which each read returns what
  /// was written last before it, or 0 if nothing was.
  ///
  /// A pending operation may be in the order or not. Tries all orders:
  /// exponential in the number of operations.
  ///
  /// - Parameter mustPrecede: pairs that the order has to keep.
  public static func hasLegalOrder(
    of operations: [Entry], respecting mustPrecede: (Entry, Entry) -> Bool
  ) -> Bool {
    extends(operations, from: 0, mustPrecede)
  }

  private static func extends(
    _ rest: [Entry], from value: Int, _ mustPrecede: (Entry, Entry) -> Bool
  ) -> Bool {
    if rest.allSatisfy(\.isPending) { return true }
    return rest.indices.contains { index in
      let next = rest[index]
      var others = rest
      others.remove(at: index)
      guard !others.contains(where: { mustPrecede($0, next) }) else {
        return false
      }
      switch next.operation {
      case .write(let written):
        return extends(others, from: written, mustPrecede)
      case .read:
        return (next.isPending || next.response == value)
          && extends(others, from: value, mustPrecede)
      }
    }
  }
}
#sourceLocation(file: "Chapters/06-consistency.md", line: 3375)
/// An object as it is when nobody is in its way. Its value is its state.
public protocol ObjectModel<Operation, Response>: Hashable, Sendable {
  associatedtype Operation: Hashable, Sendable
  associatedtype Response: Hashable, Sendable

  mutating func apply(_ operation: Operation) -> Response

  /// Which part of the object the operation is about, as a map's key is.
  /// Operations on different parts don't touch one another.
  static func part(of operation: Operation) -> Int
}
#sourceLocation()
