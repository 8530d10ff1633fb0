/// The parts of a graph in which cycles lie: its strongly connected components of several transactions.
struct Region {
  /// The transactions of each part, in ascending order.
  private(set) var members: [[Int]] = []
  /// For each vertex the place of its part in `members`, or -1.
  private var part: [Int32]
  /// With vertices told apart by the edge that led there, if no two antidependencies may be adjacent.
  private let separated: StrongComponents?

  /// With `isSeparating`, only parts that have a cycle without two antidependencies in a row.
  init(of graph: DependencyGraph, by kinds: DependencySet, isSeparating: Bool = false) {
    let whole = StrongComponents(of: graph, by: kinds)
    part = whole.component
    var sizes = Array(repeating: 0, count: whole.count)
    for transaction in 0..<graph.transactionCount { sizes[Int(part[transaction])] += 1 }
    guard sizes.contains(where: { $0 > 1 }) else {
      separated = nil
      part = part.map { _ in -1 }
      return
    }
    separated = isSeparating ? StrongComponents(of: graph, by: kinds, isSeparating: true) : nil
    if let separated {
      keepSeparated(separated, graph.transactionCount, &sizes)
    }
    collect(sizes, graph.transactionCount)
  }

  private func keepSeparated(
    _ separated: StrongComponents, _ transactionCount: Int, _ sizes: inout [Int]
  ) {
    var last = Array(repeating: -1, count: separated.count)
    var hasCycle = Array(repeating: false, count: sizes.count)
    for transaction in 0..<transactionCount {
      for node in [2 * transaction, 2 * transaction + 1] {
        let component = Int(separated.component[node])
        let known = last[component]
        if known >= 0, known != transaction { hasCycle[Int(part[transaction])] = true }
        last[component] = transaction
      }
    }
    for component in sizes.indices where !hasCycle[component] { sizes[component] = 0 }
  }

  private mutating func collect(_ sizes: [Int], _ transactionCount: Int) {
    var places = sizes.map { _ in Int32(-1) }
    for transaction in 0..<transactionCount {
      let component = Int(part[transaction])
      guard sizes[component] > 1 else { continue }
      if places[component] < 0 {
        places[component] = Int32(members.count)
        members.append([])
      }
      members[Int(places[component])].append(transaction)
    }
    part = part.map { places[Int($0)] }
  }

  /// The place in `members` of the part that a vertex is in, if it is in one.
  func part(of vertex: Int) -> Int? { part[vertex] < 0 ? nil : Int(part[vertex]) }

  func contains(_ vertex: Int, in place: Int) -> Bool { part[vertex] == Int32(place) }

  /// Whether a wanted cycle can have this edge.
  func mayHold(_ edge: Dependency, from source: Int, in place: Int) -> Bool {
    let target = Int(edge.target)
    guard contains(target, in: place) else { return false }
    guard let separated else { return true }
    let arrival = edge.kind == .antidependency ? 1 : 0
    return separated.component[2 * source] == separated.component[2 * target + arrival]
      || edge.kind != .antidependency
        && separated.component[2 * source + 1] == separated.component[2 * target]
  }
}
