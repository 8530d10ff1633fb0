/// The states that can be reached without fulfilling a promise, as a graph.
final class PromiseRegion {
  struct Edge: BitwiseCopyable {
    /// A vertex, or `outside`.
    var target: UInt32
    /// A fairness class, or `unfair`.
    var fairness: UInt32
  }

  static let outside = UInt32.max
  static let unfair = UInt32.max

  private let engine: Engine
  private(set) var states: [UInt32] = []
  private var vertices: [UInt32: UInt32] = [:]
  /// Edges of vertex v: from `starts[v]` up to `starts[v + 1]`.
  private var edges = Buffer<Edge>()
  private var starts: [Int] = [0]
  private var parents: [UInt32] = []

  init(_ engine: Engine, trigger: Int?, fulfilled: Int) {
    self.engine = engine
    let judge = PredicateJudge(engine.knowledge, learns: true)
    for state in PromiseRegion.origins(engine, judge, trigger, fulfilled) {
      _ = vertex(of: state, parent: .max)
    }
    explore(judge, fulfilled)
  }

  var count: Int { states.count }
  func edgeRange(_ vertex: Int) -> Range<Int> { starts[vertex]..<starts[vertex + 1] }
  func edge(_ index: Int) -> Edge { edges[index] }

  private static func origins(
    _ engine: Engine, _ judge: PredicateJudge, _ trigger: Int?, _ fulfilled: Int
  ) -> [UInt32] {
    var origins: [UInt32] = []
    for shard in engine.shards {
      for local in 0..<shard.count {
        let row = shard.row(local, judge.rowWords)
        let isOrigin =
          trigger.map { judge.holds($0, row) } ?? (shard.parents[local] == Engine.noParent)
        if isOrigin, !judge.holds(fulfilled, row) { origins.append(shard.name(local)) }
      }
    }
    return origins
  }

  private func vertex(of state: UInt32, parent: UInt32) -> UInt32 {
    if let known = vertices[state] { return known }
    let vertex = UInt32(states.count)
    vertices[state] = vertex
    states.append(state)
    parents.append(parent)
    return vertex
  }

  private func explore(_ judge: PredicateJudge, _ fulfilled: Int) {
    let successors = Successors(engine)
    var next = 0
    while next < states.count {
      successors.produce(states[next])
      successors.forEach { index, record in
        let shard = engine.shards[index]
        let label = UInt32(truncatingIfNeeded: record[1] >> 32)
        var target = PromiseRegion.outside
        if let local = shard.find(record), !judge.holds(fulfilled, record + 2) {
          target = vertex(of: shard.name(local), parent: UInt32(next))
        }
        let fairness = engine.knowledge.fairness(ofLabel: label) ?? PromiseRegion.unfair
        edges.append(Edge(target: target, fairness: fairness))
      }
      starts.append(edges.count)
      next += 1
    }
  }

  // MARK: Fair cycles

  /// A path from an origin to a fair cycle, and the cycle back to its first state.
  func fairWalk() -> (stem: [UInt32], cycle: [UInt32])? {
    var components = Components(self)
    while let component = components.next() {
      guard unmet(component) == nil else { continue }
      return (stem(to: component[0]), cycle(in: component))
    }
    return nil
  }

  /// A fairness class that every state of the component enables and no edge within it takes.
  private func unmet(_ component: [UInt32]) -> UInt32? {
    let members = Set(component)
    var candidates: Set<UInt32>?
    for vertex in component {
      var enabled: Set<UInt32> = []
      for index in edgeRange(Int(vertex)) where edges[index].fairness != PromiseRegion.unfair {
        enabled.insert(edges[index].fairness)
      }
      candidates = candidates.map { $0.intersection(enabled) } ?? enabled
    }
    var open = candidates ?? []
    for vertex in component where !open.isEmpty {
      for index in edgeRange(Int(vertex)) where members.contains(edges[index].target) {
        open.remove(edges[index].fairness)
      }
    }
    return open.min()
  }

  private func stem(to vertex: UInt32) -> [UInt32] {
    var path: [UInt32] = []
    var next = vertex
    while next != .max {
      path.append(states[Int(next)])
      next = parents[Int(next)]
    }
    return path.reversed()
  }

  /// A closed walk through a component that is fair: it passes every state, and takes an edge of every
  /// class that all of them enable. Longer than it need be.
  private func cycle(in component: [UInt32]) -> [UInt32] {
    let members = Set(component)
    var walk = [component[0]]
    for vertex in component.dropFirst() { walk += path(walk[walk.count - 1], vertex, members) }
    for (from, to) in fairEdges(component, members) {
      walk += path(walk[walk.count - 1], from, members)
      walk.append(to)
    }
    walk += path(walk[walk.count - 1], component[0], members)
    return walk.map { states[Int($0)] }
  }

  /// An edge within the component for each fairness class that has one.
  private func fairEdges(_ component: [UInt32], _ members: Set<UInt32>) -> [(UInt32, UInt32)] {
    var seen: Set<UInt32> = [PromiseRegion.unfair]
    var found: [(UInt32, UInt32)] = []
    for vertex in component {
      for index in edgeRange(Int(vertex)) where members.contains(edges[index].target) {
        guard seen.insert(edges[index].fairness).inserted else { continue }
        found.append((vertex, edges[index].target))
      }
    }
    return found
  }

  /// The states after `from` on a shortest path to `to` within the component; none if they are one.
  private func path(_ from: UInt32, _ to: UInt32, _ members: Set<UInt32>) -> [UInt32] {
    guard from != to else { return [] }
    var before: [UInt32: UInt32] = [from: from]
    var queue = [from]
    var next = 0
    while next < queue.count, before[to] == nil {
      for index in edgeRange(Int(queue[next])) {
        let target = edges[index].target
        guard members.contains(target), before[target] == nil else { continue }
        before[target] = queue[next]
        queue.append(target)
      }
      next += 1
    }
    var path: [UInt32] = []
    var vertex = to
    while vertex != from, let previous = before[vertex] {
      path.append(vertex)
      vertex = previous
    }
    return path.reversed()
  }
}
