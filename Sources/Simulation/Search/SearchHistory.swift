/// A history as a search keeps it: no times, only which operations had returned when another began.
///
/// Two runs that agree on that are one state, as no consistency checker can tell them apart.
struct SearchHistory: Hashable {
  struct Entry: Hashable {
    /// The operation's number at its client.
    var operation: Int
    /// For each client, how many of its operations had returned when this one began.
    var returnedBefore: [UInt16]
    var answer: Answer?
  }

  struct Answer: Hashable {
    var response: UInt32
    /// Counts the client's answers from 0.
    var ordinal: Int
  }

  /// By client, in the order of the invocations.
  var clients: [[Entry]]
  /// Whether anybody asks which operation had returned when another began; otherwise that is left
  /// out, so that it doesn't tell states apart.
  private let keepsOrder: Bool

  init(clients: Int, keepsOrder: Bool = true) {
    self.clients = Array(repeating: [], count: clients)
    self.keepsOrder = keepsOrder
  }

  mutating func invoke(_ operation: Int, by client: Int) {
    let returned = clients.map { keepsOrder ? UInt16(answers(in: $0)) : 0 }
    clients[client].append(Entry(operation: operation, returnedBefore: returned, answer: nil))
  }

  /// Completes a pending operation.
  mutating func respond(_ response: UInt32, to operation: Int, by client: Int) {
    let index = clients[client].lastIndex { $0.operation == operation && $0.answer == nil }
    guard let index else {
      preconditionFailure("operation \(operation) of node \(client) isn't pending in \(clients)")
    }
    clients[client][index].answer = Answer(
      response: response, ordinal: answers(in: clients[client]))
  }

  private func answers(in entries: [Entry]) -> Int { entries.count { $0.answer != nil } }

  // MARK: As an order of events

  enum Moment {
    case invocation(client: Int, entry: Int)
    case response(client: Int, entry: Int)
  }

  /// One order of all invocations and responses in which exactly those operations precede others that
  /// did: again and again, the first event that may come next.
  func moments() -> [Moment] {
    var moments: [Moment] = []
    var begun = clients.map { _ in 0 }
    var returned = clients.map { _ in 0 }
    while let next = nextMoment(begun, returned) {
      moments.append(next)
      switch next {
      case .invocation(let client, _): begun[client] += 1
      case .response(let client, _): returned[client] += 1
      }
    }
    return moments
  }

  private func nextMoment(_ begun: [Int], _ returned: [Int]) -> Moment? {
    for client in clients.indices where begun[client] < clients[client].count {
      let needed = clients[client][begun[client]].returnedBefore
      let isDue = clients.indices.allSatisfy { Int(needed[$0]) <= returned[$0] }
      if isDue { return .invocation(client: client, entry: begun[client]) }
    }
    for client in clients.indices {
      let ordinal = returned[client]
      let entry = clients[client].prefix(begun[client]).firstIndex { $0.answer?.ordinal == ordinal }
      guard let entry, isSeen(ordinal, of: client, begun) else { continue }
      return .response(client: client, entry: entry)
    }
    return nil
  }

  /// Whether every operation that began before this answer has begun.
  private func isSeen(_ ordinal: Int, of client: Int, _ begun: [Int]) -> Bool {
    clients.indices.allSatisfy { other in
      clients[other][begun[other]...].allSatisfy { $0.returnedBefore[client] > ordinal }
    }
  }
}
