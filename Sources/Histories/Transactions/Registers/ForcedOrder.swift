internal import Simulation

/// The order of writes that the reads of a history force, for one kind of isolation.
///
/// After Biswas and Enea, "On the Complexity of Checking Transactional Consistency" (2019): whatever
/// would close a forbidden cycle one way round must be the other way round. Of two transactions that
/// write one key, the one that comes before the other, or before one that read the other's value,
/// overwrites first; and then comes before it whoever read the value that it overwrote.
struct ForcedOrder {
  typealias Edge = (source: Int32, edge: Dependency)

  /// What the edges lead to.
  enum Outcome {
    /// A forbidden cycle.
    case cycle(DependencyGraph, Region)
    case order(DependencyGraph)
  }

  let registers: Registers
  let order: Anomaly.Order
  /// Snapshot isolation allows cycles with two antidependencies in a row (Cerone and Gotsman, "Analysing
  /// Snapshot Isolation", 2016); serializability none.
  let isSnapshot: Bool
  private(set) var edges: [Edge]
  /// Pairs of a key's writers of which the first overwrites before the second.
  private(set) var decided: Set<Registers.Pair> = []

  init(_ registers: Registers, _ order: Anomaly.Order, isSnapshot: Bool) {
    self.registers = registers
    self.order = order
    self.isSnapshot = isSnapshot
    edges = registers.edges
  }

  var kinds: DependencySet { DependencySet.data.union(order.dependencies) }

  /// Has one transaction overwrite before another, with all that follows at once.
  mutating func decide(_ pair: Registers.Pair) {
    guard decided.insert(pair).inserted else { return }
    edges += registers.edges(of: pair)
  }

  /// Whether the order of two writers that stand next to each other in a completion is decided.
  func isDecided(_ pair: Registers.Pair) -> Bool { decided.contains(pair) }

  /// Follows what is forced to its end.
  mutating func saturate() -> Outcome {
    while true {
      let graph = graph(further: [])
      let region = Region(of: graph, by: kinds, isSeparating: isSnapshot)
      guard region.members.isEmpty else { return .cycle(graph, region) }
      let known = decided.count
      for pair in Precursors(graph, self).forcedPairs() { decide(pair) }
      if decided.count == known { return .order(graph) }
    }
  }

  func graph(further: [Edge]) -> DependencyGraph {
    DependencyGraph(
      registers.transactions, tookEffect: registers.versions.tookEffect, edges: edges + further)
  }

  /// All writers of each key in an order that agrees with what is forced: of many the first that offers
  /// itself.
  func completion(of graph: DependencyGraph) -> [Registers.Pair] {
    let whole = StrongComponents(of: graph, by: kinds)
    let apart = isSnapshot ? StrongComponents(of: graph, by: kinds, isSeparating: true) : nil
    // Components are numbered from the last to the first.
    let rank = { (writer: Int) in
      (-whole.component[writer], -(apart?.component[2 * writer + 1] ?? 0), writer)
    }
    return registers.writers.enumerated().flatMap { key, writers in
      let sorted = writers.sorted { rank($0) < rank($1) }
      return zip(sorted, sorted.dropFirst()).map {
        Registers.Pair(key: key, first: $0, second: $1)
      }
    }
  }

  /// The part of the graph that still contradicts itself with these pairs decided; nil if none does.
  func contradiction(with pairs: [Registers.Pair]) -> Region? {
    let graph = graph(further: pairs.flatMap(registers.edges(of:)))
    let region = Region(of: graph, by: kinds, isSeparating: isSnapshot)
    return region.members.isEmpty ? nil : region
  }
}

/// The registers of a history as the edges between transactions that are known at once.
struct Registers {
  /// Two writers of one key.
  struct Pair: Hashable {
    var key: Int
    var first: Int
    var second: Int

    var reversed: Pair { Pair(key: key, first: second, second: first) }
  }

  let versions: RegisterVersions
  /// The transactions without their operations.
  let transactions: [Transaction]
  /// For each key who wrote it and took effect.
  private(set) var writers: [[Int]]
  /// Who read what a transaction wrote to a key.
  private var readers: [Pair: [Int]] = [:]
  private(set) var edges: [ForcedOrder.Edge] = []

  init(_ versions: RegisterVersions) {
    self.versions = versions
    transactions = versions.history.transactions.map {
      Transaction(
        client: $0.client, operations: [], outcome: $0.outcome, invoked: $0.invoked,
        completed: $0.completed)
    }
    writers = Array(repeating: [], count: versions.keys.count)
    for write in versions.writes where write.isFinal && versions.tookEffect[write.transaction] {
      writers[write.key].append(write.transaction)
    }
    for read in versions.reads {
      guard read.write < 0 else {
        let writer = versions.writes[read.write].transaction
        readers[Pair(key: read.key, first: writer, second: -1), default: []].append(
          read.transaction)
        add(writer, read.transaction, .readFrom, read.key)
        continue
      }
      for writer in writers[read.key] { add(read.transaction, writer, .antidependency, read.key) }
    }
  }

  func readers(of writer: Int, key: Int) -> [Int] {
    readers[Pair(key: key, first: writer, second: -1)] ?? []
  }

  private mutating func add(_ source: Int, _ target: Int, _ kind: DependencySet, _ key: Int) {
    guard source != target else { return }
    edges.append(Self.edge(source, target, kind, key))
  }

  private static func edge(
    _ source: Int, _ target: Int, _ kind: DependencySet, _ key: Int
  ) -> ForcedOrder.Edge {
    (Int32(source), Dependency(target: Int32(target), kind: kind, key: Int32(key)))
  }

  /// The overwrite, and that who read the first must not have seen the second.
  func edges(of pair: Pair) -> [ForcedOrder.Edge] {
    let late = readers(of: pair.first, key: pair.key).filter { $0 != pair.second }
    return [Self.edge(pair.first, pair.second, .overwrite, pair.key)]
      + late.map { Self.edge($0, pair.second, .antidependency, pair.key) }
  }
}
