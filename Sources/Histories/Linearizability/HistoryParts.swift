public import Simulation

extension History {
  /// The history as it was after that many events; what had no response yet is pending.
  public func prefix(events count: Int) -> History { part { $0.position < count } }

  /// The history of some of the operations; positions are counted anew.
  public func filter(_ isIncluded: (Entry) throws -> Bool) rethrows -> History {
    let chosen = try Set(entries.filter(isIncluded).map(\.id))
    return rebuilt { id, _ in chosen.contains(id) }
  }

  private func part(_ isIncluded: (Moment) -> Bool) -> History {
    rebuilt { _, moment in isIncluded(moment) }
  }

  /// Plays those events again that are asked for.
  private func rebuilt(_ isIncluded: (OperationID, Moment) -> Bool) -> History {
    var history = History()
    for event in events where isIncluded(entries[event.entry].id, event.moment) {
      let entry = entries[event.entry]
      if event.isResponse, let response = entry.response {
        // The entry was invoked before, in this very loop, and is answered once.
        try? history.respond(response, to: entry.id, at: event.moment.time)
      } else {
        history.invoke(entry.operation, as: entry.id, at: event.moment.time)
      }
    }
    return history
  }

  /// All invocations and responses, in order, each with the place of its entry.
  public var events: [(moment: Moment, entry: Int, isResponse: Bool)] {
    var events: [(moment: Moment, entry: Int, isResponse: Bool)] = []
    for (index, entry) in entries.enumerated() {
      events.append((entry.invoked, index, false))
      if let completed = entry.completed { events.append((completed.moment, index, true)) }
    }
    return events.sorted { $0.moment < $1.moment }
  }
}
