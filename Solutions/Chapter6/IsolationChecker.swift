// Generated from Solutions/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest c3dca05b89588a4a

#sourceLocation(file: "Solutions/06-consistency.md", line: 1541)
public import Chapter6


/// Why transactions on lists are not serializable; empty if nothing shows it.
///
/// - The longest list that a committed transaction read of a key is the order
///   of its elements; every other such list is the beginning of it, elements
///   of aborted transactions aside. An element that nobody read has no place.
/// - Elements of a key are unique. No transaction reads a key after it has
///   appended to it.
/// - A transaction with an unknown outcome has happened if a committed one
///   read an element of it, else not. What it read itself isn't known.
/// - Transactions that have not happened, the aborted ones among them, take no
///   part in cycles.
///
/// - Parameter realTime: whether real time is a dependency, too. A cycle is
///   named for its other dependencies.
/// - Returns: each G1a and G1b, by writer and reader; and for each strongly
///   connected component a shortest cycle of the first phenomenon that it
///   holds in the order G0, G1c, G-single, G2. In any order. Our solution has
///   166 lines.
public func isolationFindings(
  in transactions: [ListTransaction], realTime: Bool = false
) -> [IsolationFinding] {
  let reads = Reads(of: transactions)
  let graph = Graph(of: transactions, reads, realTime: realTime)
  return reads.dirtyFindings
    + graph.components.compactMap { graph.worstCycle(in: $0) }
}

/// What committed transactions tell about the lists.
private struct Reads {
  struct Element: Hashable {
    var key: String
    var element: Int
  }

  private(set) var all: [(reader: Int, key: String, list: [Int])] = []
  private var writers: [Element: Int] = [:]
  /// The last element that each transaction appended to each key.
  private var lasts: Set<Element> = []
  private let isAborted: [Bool]

  init(of transactions: [ListTransaction]) {
    isAborted = transactions.map { $0.outcome == .aborted }
    for (index, transaction) in transactions.enumerated() {
      var last: [String: Int] = [:]
      for operation in transaction.operations {
        switch operation {
        case .append(let key, let element):
          writers[Element(key: key, element: element)] = index
          last[key] = element
        case .read(let key, let list) where transaction.outcome == .committed:
          all.append((index, key, list))
        default: break
        }
      }
      lasts.formUnion(last.map { Element(key: $0.key, element: $0.value) })
    }
  }

  func writer(of element: Int, in key: String) -> Int? {
    writers[Element(key: key, element: element)]
  }

  /// A list without the elements of aborted transactions.
  func valid(_ list: [Int], in key: String) -> [Int] {
    list.filter { writer(of: $0, in: key).map { !isAborted[$0] } ?? false }
  }

  /// The order of each key's elements.
  var orders: [String: [Int]] {
    all.reduce(into: [:]) { orders, read in
      let list = valid(read.list, in: read.key)
      if list.count >= orders[read.key, default: []].count {
        orders[read.key] = list
      }
    }
  }

  /// G1a and G1b.
  var dirtyFindings: [IsolationFinding] {
    var found: [IsolationFinding] = []
    for read in all {
      let writers = read.list.compactMap { writer(of: $0, in: read.key) }
      for writer in writers where isAborted[writer] {
        found.append(finding(.g1a, writer, read.reader))
      }
      guard let element = read.list.last, let writer = writers.last,
        !isAborted[writer], writer != read.reader,
        !lasts.contains(Element(key: read.key, element: element))
      else { continue }
      found.append(finding(.g1b, writer, read.reader))
    }
    return found.indices.filter { !found[..<$0].contains(found[$0]) }
      .map { found[$0] }
  }

  private func finding(
    _ phenomenon: IsolationPhenomenon, _ writer: Int, _ reader: Int
  ) -> IsolationFinding {
    IsolationFinding(
      phenomenon, transactions: [writer, reader], dependencies: [.writeRead])
  }
}

/// The direct serialization graph.
private struct Graph {
  struct Edge: Hashable {
    var from: Int
    var to: Int
    var dependency: TransactionDependency
  }

  private var edges: [[Edge]]

  init(of transactions: [ListTransaction], _ reads: Reads, realTime: Bool) {
    edges = transactions.map { _ in [] }
    let orders = reads.orders
    for (key, order) in orders.sorted(by: { $0.key < $1.key }) {
      let writers = order.compactMap { reads.writer(of: $0, in: key) }
      for (first, second) in zip(writers, writers.dropFirst()) {
        add(.writeWrite, first, second)
      }
    }
    for read in reads.all {
      let list = reads.valid(read.list, in: read.key)
      let order = orders[read.key, default: []]
      let writers = order.compactMap { reads.writer(of: $0, in: read.key) }
      if let last = list.indices.last {
        add(.writeRead, writers[last], read.reader)
      }
      if list.count < writers.count {
        add(.readWrite, read.reader, writers[list.count])
      }
    }
    guard realTime else { return }
    // Those that haven't happened needn't be left out: only real time leads to
    // them and from them, so that a shortest cycle takes no such detour.
    for (first, transaction) in transactions.enumerated() {
      guard let end = transaction.ended else { continue }
      let later = transactions.indices.filter { transactions[$0].began > end }
      for second in later { add(.realTime, first, second) }
    }
  }

  private mutating func add(_ dependency: TransactionDependency, _ from: Int, _ to: Int) {
    if from == to { return }
    edges[from].append(Edge(from: from, to: to, dependency: dependency))
  }

  /// The strongly connected components of two or more transactions.
  var components: [Set<Int>] {
    let reached = edges.indices.map(reachable)
    var components: [Set<Int>] = []
    for index in edges.indices where reached[index].contains(index) {
      if components.contains(where: { $0.contains(index) }) { continue }
      components.append(reached[index].filter { reached[$0].contains(index) })
    }
    return components
  }

  private func reachable(from start: Int) -> Set<Int> {
    var found: Set<Int> = []
    var next = [start]
    while let index = next.popLast() {
      for edge in edges[index] where found.insert(edge.to).inserted {
        next.append(edge.to)
      }
    }
    return found
  }

  func worstCycle(in component: Set<Int>) -> IsolationFinding? {
    let writes: Set<TransactionDependency> = [.writeWrite, .realTime]
    let information = writes.union([.writeRead])
    return cycle(.g0, in: component, .writeWrite, then: writes)
      ?? cycle(.g1c, in: component, .writeRead, then: information)
      ?? cycle(.gSingle, in: component, .readWrite, then: information)
      ?? cycle(
        .g2, in: component, .readWrite, then: information.union([.readWrite]))
  }

  /// A shortest cycle that begins with an edge of one kind and goes on with
  /// edges of certain kinds.
  private func cycle(
    _ phenomenon: IsolationPhenomenon, in component: Set<Int>,
    _ first: TransactionDependency, then kinds: Set<TransactionDependency>
  ) -> IsolationFinding? {
    let cycles = component.sorted().flatMap { edges[$0] }
      .filter { $0.dependency == first && component.contains($0.to) }
      .compactMap { edge in
        path(from: edge.to, to: edge.from, kinds).map { [edge] + $0 }
      }
    return cycles.min { $0.count < $1.count }.map { cycle in
      IsolationFinding(
        phenomenon, transactions: cycle.map(\.from),
        dependencies: cycle.map(\.dependency))
    }
  }

  /// A shortest one.
  private func path(
    from start: Int, to end: Int, _ kinds: Set<TransactionDependency>
  ) -> [Edge]? {
    var paths: [Int: [Edge]] = [start: []]
    var queue = [start]
    while !queue.isEmpty {
      let index = queue.removeFirst()
      let path = paths[index, default: []]
      if index == end { return path }
      for edge in edges[index] where kinds.contains(edge.dependency) {
        guard paths[edge.to] == nil else { continue }
        paths[edge.to] = path + [edge]
        queue.append(edge.to)
      }
    }
    return nil
  }
}
#sourceLocation()
