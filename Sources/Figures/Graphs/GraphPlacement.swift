/// Where the states of a layered graph stand.
struct GraphPlacement {
  let layers: GraphLayers
  /// For each vertex, the room it takes from side to side.
  let widths: [Double]
  private(set) var x: [Double]

  /// The room between neighbours.
  let gap: Double

  init(_ layers: GraphLayers, widths: [Double], gap: Double) {
    self.gap = gap
    self.layers = layers
    self.widths = widths
    x = Array(repeating: 0, count: layers.vertexCount)
    for layer in layers.layers { settle(layer, wanted: layer.map { _ in 0 }) }
    for round in 0..<16 {
      let isDown = round % 2 == 0
      for layer in isDown ? layers.layers : layers.layers.reversed() {
        settle(layer, wanted: layer.map { wish(of: $0, isDown: isDown) })
      }
    }
    let left = x.indices.map { x[$0] - widths[$0] / 2 }.min() ?? 0
    for vertex in x.indices { x[vertex] -= left }
  }

  /// A vertex wants to stand in the middle of its neighbours.
  private func wish(of vertex: Int, isDown: Bool) -> Double {
    let near = isDown ? layers.above[vertex] : layers.below[vertex]
    let all = near.isEmpty ? layers.above[vertex] + layers.below[vertex] : near
    return all.isEmpty ? x[vertex] : all.reduce(0) { $0 + x[$1] } / Double(all.count)
  }

  /// Gives each vertex of a layer its wish as far as the others' room allows: the mean of what
  /// is left when everybody yields to the right, and to the left.
  private mutating func settle(_ layer: [Int], wanted: [Double]) {
    func room(_ a: Int, _ b: Int) -> Double { (widths[a] + widths[b]) / 2 + gap }
    var (right, left) = (wanted, wanted)
    for index in layer.indices.dropFirst() {
      right[index] = max(wanted[index], right[index - 1] + room(layer[index - 1], layer[index]))
    }
    for index in layer.indices.dropLast().reversed() {
      left[index] = min(wanted[index], left[index + 1] - room(layer[index], layer[index + 1]))
    }
    for (index, vertex) in layer.enumerated() { x[vertex] = (right[index] + left[index]) / 2 }
  }
}
