/// For each transaction which writers of the keys that it touches come before it, on paths that the
/// level counts.
///
/// One pass through the graph for some keys at a time, with a bit for each of their writers.
struct Precursors {
  /// Bits of one pass, unless a single key has more writers.
  private static let width = 1024

  private let graph: DependencyGraph
  private let forced: ForcedOrder
  /// The nodes in an order in which edges lead on.
  private let nodes: [Int32]

  private var isSeparating: Bool { forced.isSnapshot }

  /// The graph must have no forbidden cycle.
  init(_ graph: DependencyGraph, _ forced: ForcedOrder) {
    self.graph = graph
    self.forced = forced
    let components = StrongComponents(
      of: graph, by: forced.kinds, isSeparating: forced.isSnapshot)
    var nodes = Array(repeating: Int32(-1), count: components.component.count)
    for (node, component) in components.component.enumerated() {
      nodes[components.component.count - 1 - Int(component)] = Int32(node)
    }
    self.nodes = nodes.filter { $0 >= 0 }
  }

  /// The pairs of writers whose order follows, without those that follow from others of them.
  func forcedPairs() -> [Registers.Pair] {
    var pairs: [Registers.Pair] = []
    var block: [Int] = []
    var width = 0
    for (key, writers) in forced.registers.writers.enumerated() where writers.count > 1 {
      if width + writers.count > Self.width, !block.isEmpty {
        pairs += forcedPairs(of: block, width)
        (block, width) = ([], 0)
      }
      block.append(key)
      width += writers.count
    }
    return block.isEmpty ? pairs : pairs + forcedPairs(of: block, width)
  }

  private func forcedPairs(of keys: [Int], _ width: Int) -> [Registers.Pair] {
    let words = (width + 63) / 64
    var first = 0
    var own: [Int: [Int]] = [:]
    for key in keys {
      for (place, writer) in forced.registers.writers[key].enumerated() {
        own[writer, default: []].append(first + place)
      }
      first += forced.registers.writers[key].count
    }
    let rows = rows(own, words)
    var pairs: [Registers.Pair] = []
    first = 0
    for key in keys {
      pairs += forcedPairs(of: key, Bits(rows: rows, words: words, first: first))
      first += forced.registers.writers[key].count
    }
    return pairs
  }

  /// For each node the bits of the writers that come before it.
  private func rows(_ own: [Int: [Int]], _ words: Int) -> [UInt64] {
    let count = isSeparating ? 2 * graph.vertexCount : graph.vertexCount
    var rows = Array(repeating: UInt64(0), count: count * words)
    var row = Array(repeating: UInt64(0), count: words)
    for node in nodes.map(Int.init) {
      for word in 0..<words { row[word] = rows[node * words + word] }
      if isSeparating, node % 2 == 0 { Self.add(row, to: &rows, node + 1) }
      let vertex = isSeparating ? node / 2 : node
      // A path that begins here must not begin with an antidependency.
      if !isSeparating || node % 2 == 1 {
        for bit in own[vertex] ?? [] { row[bit >> 6] |= 1 << UInt64(bit & 63) }
      }
      guard row.contains(where: { $0 != 0 }) else { continue }
      for number in graph.edges(of: vertex) {
        guard let next = following(node, graph[number]) else { continue }
        Self.add(row, to: &rows, next)
      }
    }
    return rows
  }

  private static func add(_ row: [UInt64], to rows: inout [UInt64], _ node: Int) {
    for word in row.indices { rows[node * row.count + word] |= row[word] }
  }

  /// The node that an edge leads to; nil if the level doesn't count it.
  private func following(_ node: Int, _ edge: Dependency) -> Int? {
    guard !edge.kind.isDisjoint(with: forced.kinds.union(.passage)) else { return nil }
    guard isSeparating else { return Int(edge.target) }
    let target = 2 * Int(edge.target)
    switch edge.kind {
    case .antidependency: return node % 2 == 1 ? nil : target + 1
    case .passage: return target + node % 2
    default: return target
    }
  }

  /// The rows of one pass, as one key sees them.
  private struct Bits {
    let rows: [UInt64]
    let words: Int
    let first: Int

    func contains(_ place: Int, _ node: Int) -> Bool {
      let bit = first + place
      return rows[node * words + bit >> 6] & 1 << UInt64(bit & 63) != 0
    }
  }

  private func forcedPairs(of key: Int, _ bits: Bits) -> [Registers.Pair] {
    let writers = forced.registers.writers[key]
    // For each writer the places of those that overwrite before it.
    let before = writers.indices.map { place in
      let readers = forced.registers.readers(of: writers[place], key: key)
      return writers.indices.filter { other in
        other != place
          && (comes(other, before: writers[place], bits, inData: false)
            || readers.contains {
              $0 != writers[other] && comes(other, before: $0, bits, inData: true)
            })
      }
    }
    return writers.indices.flatMap { place in
      let implied = Set(before[place].flatMap { before[$0] })
      return before[place].filter { !implied.contains($0) }.map {
        Registers.Pair(key: key, first: writers[$0], second: writers[place])
      }
    }
  }

  /// With `inData`, the path's last edge must be no antidependency, as the next one will be.
  private func comes(_ place: Int, before transaction: Int, _ bits: Bits, inData: Bool) -> Bool {
    guard isSeparating else { return bits.contains(place, transaction) }
    return bits.contains(place, 2 * transaction)
      || !inData && bits.contains(place, 2 * transaction + 1)
  }
}
