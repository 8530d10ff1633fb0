/// Looks for a shortest cycle of a pattern, breadth first, within one strongly connected component.
///
/// Each cycle of a pattern has an edge of its starting kind, so the search begins with each such edge in
/// turn and looks for the shortest way back, shorter than the best so far.
struct CycleSearch {
  /// Edges that may be looked at for one pattern, in all components together.
  static let limit = 20_000_000

  /// How the search came to a node: from which one (-1 for the first), by which edge.
  private struct Origin {
    var node: Int32
    var edge: Int32
  }

  private let graph: DependencyGraph
  private var region: Region
  private var pattern: CyclePattern
  private var part = 0
  private var source = 0
  private var first = Dependency(target: 0, kind: [])
  /// When each node was reached last. A node is a vertex with the state of the path that led there.
  private var stamp: [Int32]
  private var origin: [Origin]
  private var round: Int32 = 0
  private var steps = 0

  init(_ graph: DependencyGraph, _ region: Region, _ pattern: CyclePattern) {
    self.graph = graph
    self.region = region
    self.pattern = pattern
    let nodes = graph.vertexCount * PathState.count
    stamp = Array(repeating: 0, count: nodes)
    origin = Array(repeating: Origin(node: -1, edge: -1), count: nodes)
  }

  /// Turns to another pattern, with a limit of its own.
  mutating func turn(to pattern: CyclePattern, in region: Region) {
    (self.pattern, self.region, steps) = (pattern, region, 0)
  }

  /// Whether the limit was reached, so that a shorter cycle may have been missed.
  var isExhausted: Bool { steps > Self.limit }

  /// The shortest cycle through one part of the region that satisfies the predicate.
  ///
  /// With `isPersistent` the search doesn't give up before it has found one.
  mutating func shortest(
    in part: Int, isPersistent: Bool = false, where isWanted: (Cycle) -> Bool
  ) -> Cycle? {
    self.part = part
    var best: Cycle?
    for (source, edge) in beginnings {
      let limit = best?.steps.count ?? .max
      let givesUp = isExhausted && !(isPersistent && best == nil)
      guard limit > 2, !givesUp else { return best }
      best = wayBack(edge, source, shorterThan: limit)?.simple(where: isWanted) ?? best
    }
    return best
  }

  /// All edges of the part that a cycle may begin with; where the order of time is needed, first those that
  /// lead back in time, because they close a short cycle.
  private var beginnings: [(source: Int, edge: Dependency)] {
    let all = region.members[part].flatMap { source in
      firstEdges(from: source).filter { region.mayHold($0, from: source, in: part) }
        .map { (source: source, edge: $0) }
    }
    guard !pattern.needed.isDisjoint(with: .order) else { return all }
    let isBack = all.map { graph.leads(Int($0.edge.target), to: $0.source, by: pattern.needed) }
    return all.indices.filter { isBack[$0] }.map { all[$0] }
      + all.indices.filter { !isBack[$0] }.map { all[$0] }
  }

  /// The starting edges that lead to other transactions, straight or through a crowd.
  private func firstEdges(from source: Int) -> [Dependency] {
    var found: [Dependency] = []
    for number in graph.edges(of: source) {
      var edge = graph[number]
      guard !edge.kind.isDisjoint(with: pattern.start) else { continue }
      guard edge.target >= graph.transactionCount else {
        found.append(edge)
        continue
      }
      for passage in graph.edges(of: Int(edge.target)) {
        edge.target = graph[passage].target
        if edge.target < graph.transactionCount, edge.target != source { found.append(edge) }
      }
    }
    return found
  }

  // MARK: - Breadth first

  private mutating func wayBack(
    _ first: Dependency, _ source: Int, shorterThan limit: Int
  ) -> Cycle? {
    (self.first, self.source) = (first, source)
    round += 1
    let state = PathState.first(pattern, after: first.kind)
    var frontier = [visit(Int(first.target), state, Origin(node: -1, edge: -1))]
    var length = 2
    while !frontier.isEmpty, length < limit {
      var next: [Int] = []
      for node in frontier {
        if let last = expand(node, isSecond: length == 2, into: &next) {
          return cycle(endingIn: last)
        }
      }
      frontier = next
      length += 1
    }
    return nil
  }

  private mutating func visit(_ vertex: Int, _ state: PathState, _ from: Origin) -> Int {
    let node = vertex * PathState.count + state.number
    stamp[node] = round
    origin[node] = from
    return node
  }

  private func isNew(_ vertex: Int, _ state: PathState) -> Bool {
    region.contains(vertex, in: part) && stamp[vertex * PathState.count + state.number] != round
  }

  /// Adds what one more edge leads to; returns the last node if that edge closes the cycle.
  private mutating func expand(_ node: Int, isSecond: Bool, into next: inout [Int]) -> Int? {
    let before = PathState(number: node % PathState.count)
    let vertex = node / PathState.count
    for number in graph.edges(of: vertex) {
      steps += 1
      let edge = graph[number]
      guard let state = before.following(edge.kind, pattern),
        !isSecond || !pattern.beginsWithTwo || edge.kind == .antidependency,
        isNew(Int(edge.target), state)
      else { continue }
      let arrival = visit(
        Int(edge.target), state, Origin(node: Int32(node), edge: Int32(number)))
      if edge.target >= graph.transactionCount {
        if let last = pass(arrival, from: vertex, into: &next) { return last }
      } else if let last = settle(arrival, into: &next) {
        return last
      }
    }
    return nil
  }

  /// A transaction is reached: the way goes on from there, unless it is the first one again.
  private func settle(_ arrival: Int, into next: inout [Int]) -> Int? {
    guard arrival / PathState.count == source else {
      next.append(arrival)
      return nil
    }
    let state = PathState(number: arrival % PathState.count)
    return state.closes(pattern, before: first.kind) ? arrival : nil
  }

  /// Goes on from a vertex that is no transaction to all transactions it stands for, except the one that
  /// the path comes from.
  private mutating func pass(_ entry: Int, from vertex: Int, into next: inout [Int]) -> Int? {
    let state = PathState(number: entry % PathState.count)
    var current: Int? = entry
    while let node = current {
      current = nil
      for number in graph.edges(of: node / PathState.count) {
        steps += 1
        let target = Int(graph[number].target)
        guard target != vertex, isNew(target, state) else { continue }
        let arrival = visit(target, state, Origin(node: Int32(node), edge: Int32(number)))
        if target >= graph.transactionCount {
          current = arrival
        } else if let last = settle(arrival, into: &next) {
          return last
        }
      }
    }
    return nil
  }

  // MARK: - The way that was found

  private func cycle(endingIn last: Int) -> Cycle {
    var steps: [Cycle.Step] = []
    var node = last
    while true {
      let from = Int(origin[node].node)
      guard from >= 0 else { break }
      let edge = graph[Int(origin[node].edge)]
      if edge.kind != .passage { steps.append(step(edge, from: from / PathState.count)) }
      node = from
    }
    return Cycle(steps: [step(first, from: source)] + steps.reversed())
  }

  private func step(_ edge: Dependency, from source: Int) -> Cycle.Step {
    Cycle.Step(source: source, kind: edge.kind, key: Int(edge.key), place: Int(edge.place))
  }
}
