// Generated from Chapters/03-lamport-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 24e00265c1cab61f

#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 570)
public import Figures

extension Execution {
  /// The run with each event's Lamport time, and lines for these ticks.
  public func diagram(
    titled title: String, lanes: [String], ticks: [Int]
  ) -> SpaceTimeDiagram {
    let times = lamportTimes()
    var diagram = SpaceTimeDiagram(
      title: title, summary: "A run in which each event has its Lamport time.",
      lanes: lanes, timeUnit: .ticks)
    func moment(_ event: Int) -> SpaceTimeDiagram.Moment {
      .init(Int64(event + 1))
    }
    for (index, event) in events.enumerated() {
      diagram.marks.append(
        .init("\(times[index])", lane: event.process, at: moment(index)))
      guard let source = event.source else { continue }
      diagram.messages.append(
        .init(
          "at \(times[source])", from: events[source].process,
          to: event.process,
          sent: moment(source), .received(moment(index))))
    }
    diagram.cuts = ticks.map { tick in
      let frontier = lanes.indices.map { lane in
        events.indices.last { events[$0].process == lane && times[$0] <= tick }
          .map(moment)
      }
      return .init("tick \(tick)", frontier: frontier)
    }
    return diagram
  }
}
#sourceLocation()
