/// What can happen to a node: each is the call of one handler.
public enum NodeEvent<N: Node>: Hashable, Sendable {
  case start
  case receive(N.Message, from: NodeID)
  case fire(N.Timer)
  /// The node is asked for its next operation.
  case invoke(N.Operation)
  /// It runs again after a crash, from how it was added to the system and what its disk has kept.
  case restart(N, recovering: StableLog<N.Record>)
}

extension NodeEvent {
  /// As it is named where a handler's misuse is told: "the message ping(1)".
  func description(_ describer: Describer) -> String {
    switch self {
    case .start: "the start"
    case .receive(let message, _): "the message \(describer.describe(message))"
    case .fire(let timer): "the timer \(describer.describe(timer))"
    case .invoke(let operation): "the operation \(describer.describe(operation))"
    case .restart: "the restart"
    }
  }
}

extension Misuse {
  /// What a handler did wrong, with the names of the system that its node belongs to.
  public init<N: Node>(
    _ kind: Kind, handling event: NodeEvent<N>, by node: NodeID, in roster: Roster
  ) {
    self.init(
      node: roster.name(of: node), event: event.description(Describer(roster: roster)), kind: kind)
  }
}
