// Generated from Chapters/05-vector-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 89d6b8695800c3bd

#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 1465)
public import Figures

extension Lattice {
  /// The cuts with their arrows; those for which the condition holds stand out.
  public func drawing(
    titled title: String, where condition: (Cut) -> Bool = { _ in false }
  ) -> StateGraph {
    let cuts = levels.flatMap { $0 }
    let states = cuts.map { cut in
      StateGraph.State(
        cut.counts.map(String.init).joined(separator: " "),
        cut == cuts[0] ? .initial : .plain,
        tone: condition(cut) ? .highlighted : .plain)
    }
    let edges = cuts.enumerated().flatMap { from, cut in
      execution.successors(of: cut).compactMap { next in
        cuts.firstIndex(of: next).map { StateGraph.Edge(from, $0) }
      }
    }
    return StateGraph(
      title: title,
      summary: "How many events of each process are inside of a cut.",
      states: states, edges: edges)
  }
}
#sourceLocation()
