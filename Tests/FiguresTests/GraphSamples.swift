@testable import Figures

enum GraphSamples {
  /// A participant of two-phase commit; between its vote and the outcome it is uncertain.
  static var commit: StateGraph {
    StateGraph(
      title: "A participant of two-phase commit",
      summary: "Between its vote and the outcome a participant can't decide alone.",
      states: [
        .init("working", .initial), .init("prepared", tone: .uncertain),
        .init("committed", .final), .init("aborted", .final),
      ],
      edges: [
        .init(0, 1, "votes yes"), .init(0, 3, "votes no"), .init(1, 2, "commit"),
        .init(1, 3, "abort"), .init(1, 1, "asks again"),
      ])
  }

  /// Roles that come and go: cycles, a pair of opposite edges, a long way back.
  static var roles: StateGraph {
    StateGraph(
      title: "The roles of a server", summary: "Terms grow along every edge but one.",
      states: [
        .init("follower", .initial), .init("candidate"), .init("leader", tone: .highlighted),
        .init("stopped", .final, tone: .wrong),
      ],
      edges: [
        .init(0, 1, "election timeout"), .init(1, 0, "a higher term"),
        .init(1, 1, "split vote"), .init(1, 2, "a majority of votes", isHighlighted: true),
        .init(2, 0, "a higher term"), .init(2, 3, "crash"), .init(0, 3, "crash"),
      ])
  }

  /// The lattice of consistent cuts of two processes with two and three events.
  static var lattice: StateGraph {
    let places = (0...2).flatMap { a in (0...3).map { b in (a, b) } }
    var edges: [StateGraph.Edge] = []
    for (index, place) in places.enumerated() {
      for (other, next) in places.enumerated()
      where (next.0 == place.0 + 1 && next.1 == place.1)
        || (next.0 == place.0 && next.1 == place.1 + 1)
      {
        edges.append(.init(index, other))
      }
    }
    return StateGraph(
      title: "The lattice of global states", summary: "Every path down is an observation.",
      states: places.map { .init("\($0.0),\($0.1)", tone: $0.0 == $0.1 ? .highlighted : .plain) },
      edges: edges)
  }
}
