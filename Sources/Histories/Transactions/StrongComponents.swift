/// The strongly connected components of a graph, restricted to some kinds of edges.
///
/// Tarjan, "Depth-First Search and Linear Graph Algorithms" (1972), without recursion. Where paths without
/// two antidependencies in a row are asked for, each vertex counts twice: reached by one, and by anything
/// else.
struct StrongComponents {
  /// For each vertex (twice the vertex, plus one if reached by an antidependency, where that is told
  /// apart) the number of its component.
  private(set) var component: [Int32]
  private(set) var count = 0
  private let separates: Bool

  private var order: [Int32]
  private var low: [Int32]
  private var stack: [Int32] = []
  private var path: [(node: Int32, edge: Int32)] = []
  private var visited: Int32 = 0

  /// Linear in vertices and edges.
  init(of graph: DependencyGraph, by kinds: DependencySet, isSeparating: Bool = false) {
    separates = isSeparating
    let nodes = isSeparating ? 2 * graph.vertexCount : graph.vertexCount
    component = Array(repeating: -1, count: nodes)
    order = Array(repeating: -1, count: nodes)
    low = Array(repeating: 0, count: nodes)
    for node in 0..<nodes where order[node] < 0 { explore(node, graph, kinds.union(.passage)) }
    order = []
    low = []
  }

  private mutating func explore(
    _ root: Int, _ graph: DependencyGraph, _ kinds: DependencySet
  ) {
    enter(root)
    while let (node, edge) = path.last {
      let vertex = separates ? Int(node) / 2 : Int(node)
      let edges = graph.edges(of: vertex)
      path[path.count - 1].edge += 1
      guard Int(edge) < edges.count else {
        finish(Int(node), isForgetting: separates && Int(edge) == edges.count && node % 2 == 0)
        continue
      }
      let dependency = graph[edges.lowerBound + Int(edge)]
      guard !dependency.kind.isDisjoint(with: kinds),
        let next = following(Int(node), dependency)
      else { continue }
      reach(next, from: Int(node))
    }
  }

  private mutating func reach(_ next: Int, from node: Int) {
    if order[next] < 0 {
      enter(next)
    } else if component[next] < 0 {
      low[node] = min(low[node], order[next])
    }
  }

  /// After its last edge a node is left; but first it may forget that it was not reached by an
  /// antidependency, which adds no cycle and orders the two nodes of a vertex.
  private mutating func finish(_ node: Int, isForgetting: Bool) {
    if isForgetting { reach(node + 1, from: node) } else { leave(node) }
  }

  /// The node that the edge leads to; nil if it would be a second antidependency in a row.
  private func following(_ node: Int, _ dependency: Dependency) -> Int? {
    guard separates else { return Int(dependency.target) }
    let target = 2 * Int(dependency.target)
    switch dependency.kind {
    case .antidependency: return node % 2 == 1 ? nil : target + 1
    case .passage: return target + node % 2
    default: return target
    }
  }

  private mutating func enter(_ node: Int) {
    order[node] = visited
    low[node] = visited
    visited += 1
    stack.append(Int32(node))
    path.append((Int32(node), 0))
  }

  private mutating func leave(_ node: Int) {
    path.removeLast()
    if let parent = path.last { low[Int(parent.node)] = min(low[Int(parent.node)], low[node]) }
    guard low[node] == order[node] else { return }
    while let member = stack.popLast() {
      component[Int(member)] = Int32(count)
      if Int(member) == node { break }
    }
    count += 1
  }
}
