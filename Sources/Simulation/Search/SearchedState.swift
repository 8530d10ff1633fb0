/// A state of a search, as invariants read it: only what they ask for is looked at, and noted.
final class SearchedState<Message: Hashable & Sendable>: SystemViewSource {
  private let front: SystemFrontEnd<Message>
  private let number: (Int) -> UInt32

  init(_ front: SystemFrontEnd<Message>, _ number: @escaping (Int) -> UInt32) {
    self.front = front
    self.number = number
  }

  var view: SystemView<Message> { SystemView(roster: front.roster, source: self) }

  func state<N: Node>(of id: NodeID, as type: N.Type) -> N? {
    let index = Int(id.index)
    return front.cells[index].state(number(front.places.node(index)), as: type)
  }

  func isUp(_ id: NodeID) -> Bool {
    let index = Int(id.index)
    return front.cells[index].isUp(number(front.places.node(index)))
  }

  var messagesInFlight: [Envelope<Message>] {
    front.cells.indices.flatMap { index in
      front.inboxes[number(front.places.inbox(index))].items.map { front.envelopes[$0.envelope] }
    }
  }

  /// The misuse met, empty if there was none.
  var misuse: String { front.misuses[number(front.places.misuse)] }

  /// What the clients whose operations and responses are those of this type asked for and were told.
  func history<N: Node>(of type: N.Type) -> History<N.Operation, N.Response> {
    let kept = front.histories[number(front.places.history)]
    var history = History<N.Operation, N.Response>()
    for moment in kept.moments() {
      switch moment {
      case .invocation(let client, let entry):
        let number = kept.clients[client][entry].operation
        guard let operation = front.cells[client].operation(number, as: N.Operation.self) else {
          continue
        }
        let id = OperationID(client: NodeID(client), number: number)
        history.invoke(operation, as: id, at: .start)
      case .response(let client, let entry):
        let done = kept.clients[client][entry]
        guard let answer = done.answer,
          let response = front.cells[client].response(answer.response, as: N.Response.self)
        else { continue }
        let id = OperationID(client: NodeID(client), number: done.operation)
        try? history.respond(response, to: id, at: .start)
      }
    }
    return history
  }
}
