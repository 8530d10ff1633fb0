// Generated from Chapters/05-vector-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 3da68b0eaefb42b0

#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 561)
public import Chapter3
public import Figures

extension Execution {
  /// The run with each event's vector, and cuts given by how many events of
  /// each process are inside.
  public func vectorDiagram(
    titled title: String, lanes: [String],
    cuts: [(label: String, counts: [Int])] = []
  ) -> SpaceTimeDiagram {
    let times = vectorTimes()
    var diagram = SpaceTimeDiagram(
      title: title, summary: "A run in which each event has its vector.",
      lanes: lanes, timeUnit: .ticks)
    for (index, event) in events.enumerated() {
      diagram.marks.append(
        .init(
          "\(times[index].entries)", lane: event.process,
          at: .init(Int64(index + 1))))
      guard let source = event.source else { continue }
      diagram.messages.append(
        .init(
          "\(times[source].entries)", from: events[source].process,
          to: event.process, sent: .init(Int64(source + 1)),
          .received(.init(Int64(index + 1)))))
    }
    diagram.cuts = cuts.map { cut in
      .init(
        cut.label,
        frontier: lanes.indices.map { lane in
          let own = events.indices.filter { events[$0].process == lane }
          let last = cut.counts[lane] - 1
          return own.indices.contains(last) ? .init(Int64(own[last] + 1)) : nil
        })
    }
    return diagram
  }
}
#sourceLocation()
