internal import Simulation

/// Who must come before whom, as lists of successors in one array.
///
/// The first vertices are the transactions. Further ones stand for a crowd, so that many-to-many edges
/// cost no more than many-to-one: the unseen appends of a list, and the moments of a client's or of real
/// time ("whoever is invoked from here on").
struct DependencyGraph {
  private let transactions: [Transaction]
  private(set) var vertexCount: Int
  private var starts: [Int32] = []
  private var edges: [Dependency] = []
  /// Sources and edges while the graph is built.
  private var added: [(source: Int32, edge: Dependency)] = []

  /// The numbers of the edges that leave a vertex.
  func edges(of vertex: Int) -> Range<Int> { Int(starts[vertex])..<Int(starts[vertex + 1]) }

  subscript(edge: Int) -> Dependency { edges[edge] }

  var transactionCount: Int { transactions.count }

  /// Whether one transaction had returned before the other was invoked: for `.process`, at one client.
  func leads(_ first: Int, to second: Int, by order: DependencySet) -> Bool {
    let (one, other) = (transactions[first], transactions[second])
    guard let completed = one.completed, completed < other.invoked else { return false }
    return order.contains(.realTime) || one.client == other.client
  }

  /// The graph of what the reads tell, and of further overwrites.
  init(_ orders: VersionOrders, overwrites: [(Int, Int)] = []) {
    transactions = orders.history.transactions
    vertexCount = transactions.count
    added.reserveCapacity(transactions.count * 12)
    for key in orders.lists.indices where orders.lists[key].isOrdered {
      addOverwrites(of: key, orders)
    }
    for (first, second) in overwrites { add(first, second, .overwrite) }
    addReads(orders)
    addOrder(orders.tookEffect)
    sortBySource()
  }

  /// The graph of edges that are known, and of the clients' and real time's orders among those that
  /// took effect.
  init(
    _ transactions: [Transaction], tookEffect: [Bool], edges: [(source: Int32, edge: Dependency)]
  ) {
    self.transactions = transactions
    vertexCount = transactions.count
    added = edges
    addOrder(tookEffect)
    sortBySource()
  }

  private mutating func add(
    _ source: Int, _ target: Int, _ kind: DependencySet, key: Int = -1, place: Int = 0
  ) {
    guard source != target else { return }
    added.append(
      (
        Int32(source),
        Dependency(target: Int32(target), kind: kind, key: Int32(key), place: Int32(place))
      ))
  }

  private mutating func addVertex() -> Int {
    vertexCount += 1
    return vertexCount - 1
  }

  /// By counting: linear, and stable.
  private mutating func sortBySource() {
    starts = Array(repeating: 0, count: vertexCount + 1)
    for (source, _) in added { starts[Int(source) + 1] += 1 }
    for vertex in 0..<vertexCount { starts[vertex + 1] += starts[vertex] }
    var next = starts
    edges = Array(repeating: Dependency(target: 0, kind: []), count: added.count)
    for (source, edge) in added {
      edges[Int(next[Int(source)])] = edge
      next[Int(source)] += 1
    }
    added = []
  }
}

// MARK: - Data

extension DependencyGraph {
  /// The transaction of each element of a list that took effect; nil where none did.
  private func writers(_ key: Int, _ orders: VersionOrders) -> [Int?] {
    orders.lists[key].appends.map { append in
      guard let append else { return nil }
      let writer = Int(orders.index.appends[append].transaction)
      return orders.tookEffect[writer] ? writer : nil
    }
  }

  private mutating func addOverwrites(of key: Int, _ orders: VersionOrders) {
    var last: (writer: Int, place: Int)?
    for (place, writer) in writers(key, orders).enumerated() {
      guard let writer else { continue }
      if let last { add(last.writer, writer, .overwrite, key: key, place: last.place) }
      last = (writer, place)
    }
    guard let last else { return }
    for append in orders.lists[key].unseen {
      let writer = Int(orders.index.appends[append].transaction)
      add(last.writer, writer, .overwrite, key: key, place: last.place)
    }
  }

  private mutating func addReads(_ orders: VersionOrders) {
    var crowds: [Int?] = Array(repeating: nil, count: orders.lists.count)
    let following = orders.lists.indices.map { nextWriters(of: $0, orders) }
    for read in orders.reads where orders.lists[read.key].isOrdered {
      let (reader, key, length) = (read.transaction, read.key, read.length)
      if length > 0, let append = orders.lists[key].appends[length - 1] {
        let writer = Int(orders.index.appends[append].transaction)
        if orders.tookEffect[writer] { add(writer, reader, .readFrom, key: key, place: length) }
      }
      if let next = following[key][length] {
        add(reader, next, .antidependency, key: key, place: length)
      } else if !orders.lists[key].unseen.isEmpty {
        let crowd = crowds[key] ?? addCrowd(key, orders)
        crowds[key] = crowd
        add(reader, crowd, .antidependency, key: key, place: length)
      }
    }
  }

  /// For each length of a version, who appended the next element that took effect.
  private func nextWriters(of key: Int, _ orders: VersionOrders) -> [Int?] {
    var next: [Int?] = [nil]
    for writer in writers(key, orders).reversed() { next.append(writer ?? next[next.count - 1]) }
    return next.reversed()
  }

  /// A vertex that leads to all whose append to the list was never read.
  private mutating func addCrowd(_ key: Int, _ orders: VersionOrders) -> Int {
    let crowd = addVertex()
    for append in orders.lists[key].unseen {
      add(crowd, Int(orders.index.appends[append].transaction), .passage, key: key)
    }
    return crowd
  }
}

// MARK: - Clients and time

extension DependencyGraph {
  private mutating func addOrder(_ tookEffect: [Bool]) {
    let effective = transactions.indices.filter { tookEffect[$0] }
    addLane(effective, .realTime)
    let clients = 1 + (effective.map { transactions[$0].client.index }.max() ?? 0)
    var lanes: [[Int]] = Array(repeating: [], count: Int(clients))
    for transaction in effective {
      lanes[Int(transactions[transaction].client.index)].append(transaction)
    }
    for lane in lanes { addLane(lane, .process) }
  }

  /// Leads from each transaction to all of the lane that were invoked after it had returned, with three
  /// edges each: into a chain of moments, along it, and out of it.
  private mutating func addLane(_ lane: [Int], _ kind: DependencySet) {
    guard lane.count > 1 else { return }
    let first = vertexCount
    for (place, transaction) in lane.enumerated() {
      let moment = addVertex()
      add(moment, transaction, .passage)
      if place + 1 < lane.count { add(moment, moment + 1, .passage) }
    }
    for transaction in lane {
      guard let completed = transactions[transaction].completed else { continue }
      let next = lane.firstPlace { transactions[$0].invoked > completed }
      if next < lane.count { add(transaction, first + next, kind) }
    }
  }
}
