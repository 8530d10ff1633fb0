/// The cycles in the dependencies of a history, one of each kind and each part of the graph.
///
/// Whether there is a cycle that a level forbids is decided exactly, by components. Which kinds there are
/// beside, and that none is shorter, holds as far as the search's limit allows.
struct CycleAnomalies {
  private let orders: VersionOrders
  private let graph: DependencyGraph
  private var search: CycleSearch?
  private(set) var anomalies: [Anomaly] = []

  init(_ orders: VersionOrders) {
    self.orders = orders
    graph = DependencyGraph(orders)
    let all = DependencySet.data.union(.order)
    guard !Region(of: graph, by: all).members.isEmpty else { return }
    for order in Anomaly.Order.allCases { find(order) }
  }

  private mutating func find(_ order: Anomaly.Order) {
    let more = order.dependencies
    look(for: [.writeCycle], order, Region(of: graph, by: .overwrite.union(more)))
    look(for: [.circularInformationFlow], order, Region(of: graph, by: .information.union(more)))
    let separated = Region(of: graph, by: .data.union(more), isSeparating: true)
    look(for: [.singleAntidependency, .nonadjacentAntidependencies], order, separated)
    look(for: [.antidependencyCycle], order, Region(of: graph, by: .data.union(more)))
  }

  /// Looks for cycles of some kinds in all parts of a region; if the region proves that there is one which
  /// no graver kind explains, finds one.
  private mutating func look(
    for kinds: [Anomaly.Kind], _ order: Anomaly.Order, _ region: Region
  ) {
    guard !region.members.isEmpty, let gravest = kinds.last else { return }
    for kind in kinds { add(kind, order, region) }
    let isExplained = anomalies.contains { $0.kind <= gravest && $0.order <= order }
    if !isExplained { addAny(gravest, order, region) }
  }

  private mutating func add(_ kind: Anomaly.Kind, _ order: Anomaly.Order, _ region: Region) {
    guard let pattern = CyclePattern(kind, order) else { return }
    turn(to: pattern, region)
    let explained = explainedParts(kind, order, region)
    for part in region.members.indices where !explained.contains(part) {
      guard
        let cycle = search?.shortest(in: part, where: { $0.kind == kind && $0.order == order })
      else { continue }
      report(cycle, isShortest: search?.isExhausted == false)
    }
  }

  /// Parts that hold a graver cycle already, or the same one by less: with orders beside the data's, whatever
  /// follows from such a cycle would be reported once more.
  private func explainedParts(
    _ kind: Anomaly.Kind, _ order: Anomaly.Order, _ region: Region
  ) -> Set<Int> {
    guard order != .data else { return [] }
    let graver = anomalies.filter { $0.kind <= kind && $0.order <= order }
    return Set(graver.compactMap(\.transactions.first).compactMap { region.part(of: $0.index) })
  }

  private mutating func addAny(_ gravest: Anomaly.Kind, _ order: Anomaly.Order, _ region: Region) {
    let isSeparating = gravest == .nonadjacentAntidependencies
    let kinds = DependencySet.data.union(order.dependencies)
    turn(to: CyclePattern(any: kinds, isSeparating: isSeparating), region)
    let found = search?.shortest(in: 0, isPersistent: true) { $0.kind <= gravest }
    if let found { report(found, isShortest: false) }
  }

  private mutating func turn(to pattern: CyclePattern, _ region: Region) {
    if search == nil { search = CycleSearch(graph, region, pattern) }
    search?.turn(to: pattern, in: region)
  }

  private mutating func report(_ cycle: Cycle, isShortest: Bool) {
    let explanation = CycleExplanation(orders: orders, cycle: cycle)
    anomalies.append(
      Anomaly(
        kind: cycle.kind, order: cycle.order,
        transactions: cycle.steps.map { TransactionID($0.source) },
        explanation: explanation.sentences, edges: explanation.labels, isShortest: isShortest))
  }
}
