// Generated from Chapters/04-primary-backup.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest c1680e8f64d8769a

#sourceLocation(file: "Chapters/04-primary-backup.md", line: 1906)
internal import Chapter2
internal import Simulation

/// A view server, two servers and clients, with one rule left out.
func flawedSystem(
  without rule: ReplicaRule?, pings: Bool = true,
  clients: [(String, Workload<KeyValueStore.Operation>)]
) -> System<ReplicaStoreMessage> {
  var system = replicaSystem(clients: clients)
  let views = NodeID(0)
  system.replace(views, with: FlawedViewServer(without: rule))
  for number in 1...2 {
    let replica = Replica(
      KeyValueStore(), as: NodeID(number), viewServer: views)
    system.replace(
      NodeID(number),
      with: FlawedServer(replica, without: rule, pings: pings))
  }
  return system
}
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 1931)
extension ReplicaRule {
  /// Without which leaving the rule out would not show.
  private var budget: SearchBudget {
    switch self {
    case .matchAcceptance, .installOnce, .countNumber:
      SearchBudget(duplications: 1, timers: 1)
    case .newName: SearchBudget(crashes: 1, timers: 1)
    case .installTable, .refuseClients: SearchBudget(timers: 2)
    default: SearchBudget(timers: 1)
    }
  }

  /// The calls, one after the other: 0 is Ann, 1 is Bob.
  private var script: [(client: Int, call: KeyValueStore.Operation)] {
    switch self {
    case .installTable: [(0, .append("tea", "a"))]
    case .matchAcceptance:
      [(0, .append("tea", "a")), (0, .append("tea", "b")), (1, .get("tea"))]
    case .forwardReads, .ownView, .refuseClients:
      [(0, .append("tea", "a")), (1, .append("tea", "b")), (0, .get("tea"))]
    default: [(0, .append("tea", "a")), (1, .get("tea"))]
    }
  }
}
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 1963)
extension ReplicaRule {
  /// The search that shows what this rule is for; `omitted` is it, or nil to
  /// see that with it nothing falls.
  func search(
    without omitted: ReplicaRule?
  ) -> SystemSearch<ReplicaStoreMessage> {
    let script = script
    let clients = ["Ann", "Bob"].enumerated().map { number, name in
      let calls = script.filter { $0.client == number }.map(\.call)
      return (name, Workload.closedLoop(calls))
    }
    let system = flawedSystem(
      without: omitted, pings: false, clients: clients)
    var search = replicaSearch(
      rawValue, system, of: FlawedServer.self, budget)
    search.constraints = [
      .init("one call after the other") { $0.isInOrder(script.map(\.client)) },
      .init("S1 is first") { view in
        view[NodeID(0), as: FlawedViewServer.self].server.view
          != View(1, primary: NodeID(2))
      },
    ]
    return search
  }
}
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 1993)
extension SystemView<ReplicaStoreMessage> {
  /// Whether nobody has begun a call before its turn.
  fileprivate func isInOrder(_ clients: [Int]) -> Bool {
    let nodes = [3, 4].map { self[NodeID($0), as: ReplicaStoreClient.self] }
    var calls = [0, 0]
    for client in clients {
      calls[client] += 1
      let node = nodes[client]
      guard node.sequence - (node.isIdle ? 0 : 1) >= calls[client] else {
        break
      }
    }
    return zip(nodes, calls).allSatisfy { $0.sequence <= $1 }
  }
}
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 2013)
internal import Synchronization

/// What was found without each rule, so that no search runs twice.
private let found = Mutex<[ReplicaRule: SearchReport]>([:])

extension ReplicaRule {
  /// What the search finds if this rule is left out.
  var finding: SearchReport {
    if let known = found.withLock({ $0[self] }) { return known }
    let report = report(without: self)
    found.withLock { $0[self] = report }
    return report
  }

  /// Looks for a run in which something falls without a rule.
  func report(without rule: ReplicaRule?, states: Int = 2_000_000)
    -> SearchReport
  {
    var options = SearchOptions()
    options.stateBudget = states
    return search(without: rule).run(options)
  }
}

#sourceLocation(file: "Chapters/04-primary-backup.md", line: 2042)
extension ReplicaRule {
  static let ofViewServer = Array(allCases[..<3])
  static let ofPrimary = Array(allCases[3..<8])
  static let ofBackup = Array(allCases[8...])
}

/// What falls if each rule is left out, and how soon.
func consequences(of rules: [ReplicaRule]) -> [String] {
  rules.flatMap { rule in
    guard let run = rule.finding.counterexample else {
      return ["\(rule.rawValue): \(rule.finding.verdict)"]
    }
    return [
      "\(rule.rawValue): \(run.property) falls after \(run.length) steps",
      "    \(run.message)",
    ]
  }
}
#sourceLocation()
