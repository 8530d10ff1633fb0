/// States in layers, with a place-holder in every layer that a long edge crosses.
struct GraphLayers {
  /// From top to bottom, each from left to right; numbers from the count of states on are
  /// place-holders.
  private(set) var layers: [[Int]] = []
  /// For each edge, the vertices it runs through from its upper to its lower end.
  private(set) var chains: [[Int]] = []
  /// Whether an edge points up.
  private(set) var isReversed: [Bool]
  private(set) var vertexCount: Int

  /// The neighbours of a vertex in the layer above and in the layer below.
  private(set) var above: [[Int]] = []
  private(set) var below: [[Int]] = []

  init(_ graph: StateGraph) {
    vertexCount = graph.states.count
    isReversed = GraphLayers.backEdges(graph)
    let depth = GraphLayers.depths(graph, isReversed)
    fillLayers(graph, depth)
    for _ in 0..<12 {
      for index in layers.indices.dropFirst() { sort(layer: index, by: above) }
      for index in layers.indices.dropLast().reversed() { sort(layer: index, by: below) }
    }
  }

  /// The edges that lead back to where a depth-first walk came from.
  private static func backEdges(_ graph: StateGraph) -> [Bool] {
    enum Visit { case new, open, done }
    var visits = Array(repeating: Visit.new, count: graph.states.count)
    var isBack = Array(repeating: false, count: graph.edges.count)
    func visit(_ state: Int) {
      visits[state] = .open
      for (index, edge) in graph.edges.enumerated() where edge.from == state && edge.to != state {
        switch visits[edge.to] {
        case .new: visit(edge.to)
        case .open: isBack[index] = true
        case .done: break
        }
      }
      visits[state] = .done
    }
    let first = graph.states.indices.filter { graph.states[$0].role == .initial }
    for state in first + Array(graph.states.indices) where visits[state] == .new { visit(state) }
    return isBack
  }

  /// The length of the longest path to each state, back edges turned round.
  private static func depths(_ graph: StateGraph, _ isReversed: [Bool]) -> [Int] {
    var depths = Array(repeating: 0, count: graph.states.count)
    var isChanged = true
    while isChanged {
      isChanged = false
      for (index, edge) in graph.edges.enumerated() where edge.from != edge.to {
        let (high, low) = isReversed[index] ? (edge.to, edge.from) : (edge.from, edge.to)
        if depths[low] <= depths[high] {
          depths[low] = depths[high] + 1
          isChanged = true
        }
      }
    }
    return depths
  }

  private mutating func fillLayers(_ graph: StateGraph, _ depths: [Int]) {
    layers = Array(repeating: [], count: (depths.max() ?? -1) + 1)
    for (state, depth) in depths.enumerated() { layers[depth].append(state) }
    for (index, edge) in graph.edges.enumerated() {
      let (high, low) = isReversed[index] ? (edge.to, edge.from) : (edge.from, edge.to)
      guard high != low else {
        chains.append([high])
        continue
      }
      let between = depths[high] + 1..<depths[low]
      let holders = vertexCount..<(vertexCount + between.count)
      for (holder, depth) in zip(holders, between) { layers[depth].append(holder) }
      vertexCount += between.count
      chains.append([high] + holders + [low])
    }
    above = Array(repeating: [], count: vertexCount)
    below = above
    for chain in chains {
      for (high, low) in zip(chain, chain.dropFirst()) {
        below[high].append(low)
        above[low].append(high)
      }
    }
  }

  /// Orders a layer by the mean place of each vertex's neighbours; one without keeps its place.
  private mutating func sort(layer: Int, by neighbours: [[Int]]) {
    var places = Array(repeating: 0.0, count: vertexCount)
    for row in layers {
      for (place, vertex) in row.enumerated() {
        places[vertex] = (Double(place) + 0.5) / Double(row.count)
      }
    }
    let means = layers[layer].map { vertex -> Double in
      let all = neighbours[vertex]
      return all.isEmpty
        ? places[vertex] : all.reduce(0) { $0 + places[$1] } / Double(all.count)
    }
    let order = means.indices.sorted { (means[$0], $0) < (means[$1], $1) }
    layers[layer] = order.map { [row = layers[layer]] in row[$0] }
  }
}
