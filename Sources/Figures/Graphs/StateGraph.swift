/// A small directed graph in layers: the states of a machine, a lattice, what depends on what.
///
/// The layout follows Sugiyama, Tagawa and Toda, "Methods for Visual Understanding of Hierarchical
/// System Structures" (1981): edges point down, those that close a cycle point up. Meant for up to
/// some thirty states; beyond that no layout helps the reader.
public struct StateGraph: Figure, Hashable {
  public var title: String
  public var summary: String
  public var states: [State]
  public var edges: [Edge]

  public struct State: Hashable, Sendable {
    public enum Role: Hashable, Sendable {
      case plain
      /// Where a run starts: an arrow from nowhere points at it, and it stands in the top layer.
      case initial
      /// Where a run may end: drawn with a double border.
      case final
    }

    /// How a state stands out.
    public enum Tone: Hashable, Sendable {
      case plain
      /// On the path the text speaks of.
      case highlighted
      /// Where something isn't known, or may block.
      case uncertain
      /// Where something is wrong.
      case wrong
    }

    public var label: String
    public var role: Role
    public var tone: Tone

    public init(_ label: String, _ role: Role = .plain, tone: Tone = .plain) {
      self.label = label
      self.role = role
      self.tone = tone
    }
  }

  public struct Edge: Hashable, Sendable {
    /// Indices into `states`.
    public var from: Int
    public var to: Int
    public var label: String
    public var isHighlighted: Bool

    public init(_ from: Int, _ to: Int, _ label: String = "", isHighlighted: Bool = false) {
      self.from = from
      self.to = to
      self.label = label
      self.isHighlighted = isHighlighted
    }
  }

  public init(title: String, summary: String = "", states: [State], edges: [Edge]) {
    self.title = title
    self.summary = summary
    self.states = states
    self.edges = edges
  }

  /// Each state with the edges that leave it.
  public var text: String {
    checkEdges()
    let blocks = states.enumerated().map { index, state in
      let leaving = edges.filter { $0.from == index }.map { edge in
        let stroke = edge.isHighlighted ? "══" : "──"
        let label = edge.label.isEmpty ? "" : " \(Typography.line(edge.label)) "
        return "    \(stroke)\(label)\(stroke)▶ \(Typography.line(states[edge.to].label))\n"
      }
      return Typography.line(state.label) + words(for: state) + "\n" + leaving.joined()
    }
    return textPage(self, (blocks.isEmpty ? "no states\n" : blocks.joined()))
  }

  private func words(for state: State) -> String {
    let role = [State.Role.initial: "initial", .final: "final"][state.role]
    let tone = [State.Tone.highlighted: "highlighted", .uncertain: "uncertain", .wrong: "wrong"][
      state.tone]
    let words = [role, tone].compactMap { $0 }
    return words.isEmpty ? "" : " (\(words.joined(separator: ", ")))"
  }

  /// Stops the program where an edge refers to a state that isn't there.
  func checkEdges() {
    for edge in edges {
      precondition(
        states.indices.contains(edge.from) && states.indices.contains(edge.to),
        "edge '\(edge.label)' from \(edge.from) to \(edge.to) names a state that isn't there")
    }
  }
}
