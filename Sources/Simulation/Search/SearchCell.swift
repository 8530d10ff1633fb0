/// What a handler did, in terms that don't need the node's type.
struct Handled {
  /// The node afterwards.
  var image: UInt32
  var effects: [Consequence] = []
  /// Whether the event came to a node that is down.
  var isMissed: Bool
  /// The values of `choose`, in order.
  var choices: [Int]
  /// The crash that cut the event off.
  var crash: Crash?
  /// Whether the next operation is to begin in the same step, after the event.
  var isNextDue = false
}

/// What an event at one node does to the rest of the system.
enum Consequence: Hashable {
  case send(envelope: UInt32)
  /// An operation began, or was answered with a response of that number.
  case invoked(operation: Int)
  case returned(operation: Int, response: UInt32)
  case misused(Misuse)
}

/// A node under search, with its type hidden. Its state goes by number.
class SearchCell<Message: Hashable & Sendable> {
  let id: NodeID
  let envelopes: Interner<Envelope<Message>>

  init(id: NodeID, envelopes: Interner<Envelope<Message>>) {
    self.id = id
    self.envelopes = envelopes
  }

  var hasTimers: Bool { false }
  var operations: Int { 0 }
  var isClosedLoop: Bool { true }

  /// What the node may be after `start`.
  func started() -> [Handled] { [] }
  func isUp(_ image: UInt32) -> Bool { true }
  func receive(_ message: Message, from sender: NodeID, _ image: UInt32) -> [Handled] { [] }
  func timers(_ image: UInt32) -> [UInt32] { [] }
  func fire(_ timer: UInt32, _ image: UInt32) -> [Handled] { [] }
  /// The next operation that may begin, or be missed if the node is down; counted from 1.
  func nextOperation(_ image: UInt32) -> Int? { nil }
  func invoke(_ image: UInt32) -> [Handled] { [] }
  /// Every way in which a crash can go.
  func crashed(_ image: UInt32) -> [(image: UInt32, crash: Crash)] { [] }
  func restart(_ image: UInt32) -> [Handled] { [] }

  /// The image of another cell of the same type, with other names, as one of this cell.
  func adopt(
    _ image: UInt32, of other: SearchCell<Message>, _ names: (NodeID) -> NodeID
  ) -> UInt32 { image }

  // MARK: For reading

  func state<N: Node>(_ image: UInt32, as type: N.Type) -> N? { nil }
  func response<Response>(_ number: UInt32, as type: Response.Type) -> Response? { nil }
  func operation<Operation>(_ number: Int, as type: Operation.Type) -> Operation? { nil }
  func timerText(_ timer: UInt32, _ describer: Describer) -> String { "" }
  func operationText(_ number: Int, _ describer: Describer) -> String { "" }
  func responseText(_ number: UInt32, _ describer: Describer) -> String { "" }
  /// The state of the node; of a struct only the fields that changed since an earlier one.
  func text(_ image: UInt32, since earlier: UInt32?, _ describer: Describer) -> String { "" }
}
