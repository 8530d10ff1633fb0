/// Judges a history of transactions on registers by all levels.
struct RegisterJudge {
  private enum Finding {
    case kept
    case broken
    case unknown
  }

  private let versions: RegisterVersions
  private let registers: Registers
  private var findings: [IsolationLevel: Finding] = [:]
  private var cycles: [Anomaly] = []

  init(_ history: RegisterTransactionHistory) {
    versions = RegisterVersions(history)
    registers = Registers(versions)
  }

  func report() -> TransactionReport {
    if let repeated = versions.repeated {
      let obstacle =
        "\(TransactionID(repeated.transaction)) writes \(repeated.value) to "
        + "\(versions.keys[repeated.key]), which was written before: reads don't tell which of the two "
        + "they found"
      return TransactionReport([], unproved: [:], obstacle: obstacle)
    }
    var judge = self
    judge.findCircularInformation()
    // What is strict, and kept, answers for all others at once.
    for level in Self.levels { judge.judge(level) }
    return judge.finishedReport()
  }

  private static let levels: [IsolationLevel] = [
    .strictSerializable, .serializable, .snapshotIsolation, .strongSessionSerializable,
    .strongSnapshotIsolation, .strongSessionSnapshotIsolation,
  ]

  private func finishedReport() -> TransactionReport {
    let isTimed = versions.history.isTimed
    var unproved = isTimed ? [:] : TransactionReport.untimed
    for level in Self.levels where findings[level] == .unknown {
      unproved[level] =
        "nothing contradicts \(level), but it would take too long to try all orders of the writes that "
        + "the reads leave open"
    }
    return TransactionReport(versions.anomalies + gravest(cycles), unproved: unproved)
  }

  /// Without cycles that only say once more what another says.
  private func gravest(_ cycles: [Anomaly]) -> [Anomaly] {
    cycles.enumerated().filter { place, cycle in
      !cycles.enumerated().contains { other, graver in
        other != place && graver.kind <= cycle.kind && graver.order <= cycle.order
          && (graver.kind != cycle.kind || graver.order != cycle.order || other < place)
      }
    }.map(\.element)
  }

  /// Read committed says nothing of the order of writes but that it must agree with what was read.
  private mutating func findCircularInformation() {
    let graph = DependencyGraph(
      registers.transactions, tookEffect: versions.tookEffect,
      edges: registers.edges.filter { $0.edge.kind == .readFrom })
    let region = Region(of: graph, by: .readFrom)
    guard !region.members.isEmpty else { return }
    report(graph, region, CyclePattern(any: .readFrom, isSeparating: false), .data, .writeCycle)
  }

  private mutating func judge(_ level: IsolationLevel) {
    let isAnswered = findings.contains { known, finding in
      finding == .kept && level.isImplied(by: known)
        || finding == .broken && known.isImplied(by: level)
    }
    guard !isAnswered else { return }
    let isSnapshot = !level.forbids(.antidependencyCycle, .data)
    let floor: Anomaly.Kind = isSnapshot ? .singleAntidependency : .antidependencyCycle
    var forced = ForcedOrder(registers, level.order, isSnapshot: isSnapshot)
    switch forced.saturate() {
    case .cycle(let graph, let region):
      let pattern = CyclePattern(any: forced.kinds, isSeparating: isSnapshot)
      report(graph, region, pattern, level.order, floor)
      findings[level] = .broken
    case .order(let graph):
      var settlement = OrderSearch(budget: max(64, 100_000 / (1 + registers.transactions.count)))
      switch settlement.hasOrder(forced, graph) {
      case true?: findings[level] = .kept
      case nil: findings[level] = .unknown
      case false?:
        findings[level] = .broken
        reportNoOrder(level, floor, settlement.concerned)
      }
    }
  }
}

// MARK: - Why not

extension RegisterJudge {
  /// Reports the shortest cycle that is found in each part.
  private mutating func report(
    _ graph: DependencyGraph, _ region: Region, _ pattern: CyclePattern, _ order: Anomaly.Order,
    _ floor: Anomaly.Kind
  ) {
    var search = CycleSearch(graph, region, pattern)
    for part in region.members.indices {
      guard
        let cycle = search.shortest(in: part, isPersistent: cycles.isEmpty, where: { _ in true })
      else { continue }
      cycles.append(
        Anomaly(
          kind: max(cycle.kind, floor), order: order,
          transactions: cycle.steps.map { TransactionID($0.source) },
          explanation: sentences(cycle), edges: cycle.steps.map(label),
          isShortest: !search.isExhausted))
    }
  }

  /// Each order of some writes leads to a cycle.
  private mutating func reportNoOrder(
    _ level: IsolationLevel, _ kind: Anomaly.Kind, _ concerned: [Int]
  ) {
    cycles.append(
      Anomaly(
        kind: kind, order: level.order, transactions: concerned.map(TransactionID.init),
        explanation: ["whichever of the writes come first, no order explains all reads"]))
  }

  private func sentences(_ cycle: Cycle) -> [String] {
    cycle.steps.indices.map { index in
      sentence(cycle.steps[index], before: cycle.steps[(index + 1) % cycle.steps.count].source)
    }
  }

  private func sentence(_ step: Cycle.Step, before next: Int) -> String {
    let (first, second) = (TransactionID(step.source), TransactionID(next))
    switch step.kind {
    case .overwrite:
      return
        "\(first) wrote \(written(step.source, step.key)), and no order of the writes explains "
        + "the reads but that \(second) wrote \(written(next, step.key)) after it"
    case .readFrom:
      return "\(first) wrote \(written(step.source, step.key)) before \(second) read it"
    case .antidependency:
      return "\(first) read \(found(step.source, step.key)) before \(second) wrote "
        + written(next, step.key)
    case .process:
      return "\(versions.history[first].client) ran \(first) before \(second)"
    default: return "\(first) had returned before \(second) was invoked"
    }
  }

  private func written(_ transaction: Int, _ key: Int) -> String {
    let write = versions.writes.last { $0.transaction == transaction && $0.key == key }
    return "\(versions.keys[key]) as \(write?.value ?? "nil")"
  }

  private func found(_ transaction: Int, _ key: Int) -> String {
    let read = versions.reads.first { $0.transaction == transaction && $0.key == key }
    return "\(versions.keys[key]) as \(read.map(versions.value(of:)) ?? "nil")"
  }

  private func label(_ step: Cycle.Step) -> String {
    switch step.kind {
    case .overwrite: "ww \(versions.keys[step.key])"
    case .readFrom: "wr \(versions.keys[step.key])"
    case .antidependency: "rw \(versions.keys[step.key])"
    case .process: "process"
    default: "real time"
    }
  }
}
