// Generated from Chapters/01-introduction.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest ae5c627f91190a7c

#sourceLocation(file: "Chapters/01-introduction.md", line: 728)
public import Figures

public enum DepositMessage: Hashable, Sendable, CustomStringConvertible {
  case deposit(Int)
  case done

  public var description: String {
    switch self {
    case .deposit(let amount): "deposit \(amount)"
    case .done: "done"
    }
  }
}

extension LogEntry: CustomStringConvertible {
  public var description: String {
    "\(String(time).padded(to: 4, right: true))  \(name) \(event)"
  }
}
#sourceLocation(file: "Chapters/01-introduction.md", line: 752)
extension LogEntry.Event: CustomStringConvertible {
  public var description: String {
    switch self {
    case .sends(let message, nil): "sends \(message), which is lost"
    case .sends(let message, _): "sends \(message)"
    case .receives(let message): "receives \(message)"
    case .wakes: "wakes up"
    case .notes(let text): "notes: \(text)"
    }
  }
}
#sourceLocation(file: "Chapters/01-introduction.md", line: 768)
extension ToyWorld {
  /// What one machine can know of the run: its own lines, without the fate of
  /// what it sent.
  public func view(of side: Side) -> [String] {
    log.filter { $0.side == side }.map { entry in
      var seen = entry
      if case .sends(let message, nil) = entry.event {
        seen.event = .sends(message, arrival: entry.time)
      }
      return "\(seen)"
    }
  }

  /// The run as a space-time diagram: a line for each machine, time downwards.
  public func diagram(
    titled title: String, summary: String = ""
  ) -> SpaceTimeDiagram {
    var diagram = SpaceTimeDiagram(
      title: title, summary: summary, lanes: names, spacing: .proportional,
      timeUnit: .ticks)
    let end = log.last?.time ?? 0
    for entry in log { entry.draw(in: &diagram, until: end) }
    return diagram
  }
}
#sourceLocation(file: "Chapters/01-introduction.md", line: 799)
extension LogEntry {
  fileprivate func draw(in diagram: inout SpaceTimeDiagram, until end: Int) {
    let moment = SpaceTimeDiagram.Moment(Int64(time))
    switch event {
    case .sends(let message, let arrival):
      diagram.messages.append(
        .init(
          message, from: side.rawValue, to: side.other.rawValue, sent: moment,
          fate(arrival, until: end)))
    case .wakes:
      diagram.marks.append(
        .init("wakes up", lane: side.rawValue, at: moment, kind: .timer))
    case .notes(let text):
      diagram.marks.append(.init(text, lane: side.rawValue, at: moment))
    case .receives: break
    }
  }

  private func fate(
    _ arrival: Int?, until end: Int
  ) -> SpaceTimeDiagram.Message.Fate {
    guard let arrival else { return .lost(nil) }
    return arrival > end ? .inFlight : .received(.init(Int64(arrival)))
  }
}
#sourceLocation()
