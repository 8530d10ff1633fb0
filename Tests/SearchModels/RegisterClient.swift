public import Simulation

/// What clients of a register and its servers say to each other; servers among themselves say `Internal`.
public enum RegisterMessage<Internal: Hashable & Sendable>: Hashable, Sendable {
  case put(OperationID, Character)
  case get(OperationID)
  case putDone(OperationID)
  case got(OperationID, Character)
  case `internal`(Internal)
}

public enum RegisterOperation: Hashable, Sendable {
  case write(Character)
  case read
}

public enum RegisterResponse: Hashable, Sendable {
  case written
  case value(Character)
}

/// A client that turns to another server with each operation.
public struct RegisterClient<Internal: Hashable & Sendable>: Node {
  public typealias Message = RegisterMessage<Internal>
  public typealias Operation = RegisterOperation
  public typealias Response = RegisterResponse

  var servers: [NodeID]
  var isWaitingFor: OperationID?

  public init(servers: [NodeID]) { self.servers = servers }

  public mutating func invoke(
    _ operation: Operation, as id: OperationID, _ context: inout Context<Self>
  ) {
    isWaitingFor = id
    let server = servers[(Int(context.id.index) + id.number - 1) % servers.count]
    switch operation {
    case .write(let value): context.send(.put(id, value), to: server)
    case .read: context.send(.get(id), to: server)
    }
  }

  public mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    switch message {
    case .putDone(let id) where id == isWaitingFor: answer(.written, to: id, &context)
    case .got(let id, let value) where id == isWaitingFor: answer(.value(value), to: id, &context)
    default: break
    }
  }

  private mutating func answer(
    _ response: Response, to id: OperationID, _ context: inout Context<Self>
  ) {
    isWaitingFor = nil
    context.respond(response, to: id)
  }
}

/// What is wrong with a history of a register that held `initial` at first; nil if it is linearizable.
/// Tries every order: for a handful of operations.
public func registerViolation(
  _ history: History<RegisterOperation, RegisterResponse>, initial: Character
) -> String? {
  canOrder(history.entries, value: initial) ? nil : "no order explains what the clients were told"
}

private typealias Entry = History<RegisterOperation, RegisterResponse>.Entry

private func canOrder(_ rest: [Entry], value: Character) -> Bool {
  guard rest.contains(where: { !$0.isPending }) else { return true }
  for (index, next) in rest.enumerated() where !rest.contains(where: { $0.precedes(next) }) {
    var after = value
    switch next.operation {
    case .write(let written): after = written
    case .read: if let response = next.response, response != .value(value) { continue }
    }
    var others = rest
    others.remove(at: index)
    if canOrder(others, value: after) { return true }
  }
  return false
}
