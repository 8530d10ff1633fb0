extension SpaceTimeDiagram {
  /// The messages received inside of the cut but sent outside of it, by index.
  ///
  /// A cut is consistent exactly when there are none: it then is a state the system could have
  /// been in (Chandy and Lamport, "Distributed Snapshots", 1985).
  public func violations(of cut: Cut) -> [Int] {
    messages.indices.filter { index in
      let message = messages[index]
      guard case .received(let received) = message.fate else { return false }
      return cut.contains(received, lane: message.to)
        && !cut.contains(message.sent, lane: message.from)
    }
  }
}

extension SpaceTimeDiagram.Cut {
  /// Whether a moment of a lane lies in the cut's past.
  func contains(_ moment: SpaceTimeDiagram.Moment, lane: Int) -> Bool {
    guard let last = frontier[lane] else { return false }
    return moment <= last
  }
}
