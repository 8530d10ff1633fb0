// What can be seen of a world from outside.

extension World: SystemViewSource {
  /// True time: what no node knows.
  public var currentTime: Instant { Instant(nanoseconds: now) }

  /// The state of a node; a crashed one shows the state in which it crashed.
  public subscript<N: Node>(id: NodeID, as type: N.Type) -> N where N.Message == Message {
    SystemView(roster: roster, source: self)[id, as: type]
  }

  public func state<N: Node>(of id: NodeID, as type: N.Type) -> N? {
    let cell = cells[Int(id.index)]
    // Asked in every state that an invariant sees: comparing the type is much faster than a cast.
    guard cell.type == ObjectIdentifier(N.self) else { return nil }
    return unsafeDowncast(cell, to: NodeCell<N>.self).state
  }

  public func isUp(_ id: NodeID) -> Bool { cells[Int(id.index)].isUp }

  public var messagesInFlight: [Envelope<Message>] {
    flights.slots.compactMap { slot in
      flights[slot].map {
        Envelope(from: $0.sender, to: $0.receiver, flights.message(in: slot))
      }
    }
  }

  /// What all clients with this type's operations and responses asked for and were told.
  public func history<N: Node>(of type: N.Type) -> History<N.Operation, N.Response> {
    box(of: type).value
  }

  /// What happened so far; only its head if the world was told not to trace.
  public var trace: Trace { trace(from: 0) }

  /// The same without the first lines.
  func trace(from start: Int) -> Trace {
    Trace(
      scenario: scenario, seed: seed, nodes: roster.nodes.map(roster.name),
      events: recorder.events(describer, from: start))
  }
}
