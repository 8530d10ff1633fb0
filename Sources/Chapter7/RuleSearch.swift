// Generated from Chapters/07-paxos.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest aa18be0b06c2f5bf

#sourceLocation(file: "Chapters/07-paxos.md", line: 1990)
internal import Simulation

extension PaxosRule {
  /// The faults without which leaving it out would not show.
  private var budget: SearchBudget {
    switch self {
    case .savePromise, .saveAccepted, .syncFirst, .recover, .saveBallot:
      SearchBudget(crashes: 1, timers: 0)
    case .cutTornRecord: SearchBudget(crashes: 2, timers: 0)
    case .raisePromise, .currentPromises, .currentAcceptances, .adoptHighest:
      SearchBudget(timers: 1)
    case .countAcceptors: SearchBudget(duplications: 1, timers: 0)
    default: SearchBudget(timers: 0)
    }
  }

  /// The search that shows what it is for; nil: with nothing left out.
  static func search(
    without rule: PaxosRule?, like other: PaxosRule
  ) -> SystemSearch<PaxosMessage<String>> {
    let retries = (other.budget.timers ?? 0) > 0
    var search = paxosSearch(
      { quorums, index in
        FlawedProposer(quorums, without: rule, retries: retries && index == 0)
      }, FlawedAcceptor(without: rule),
      work: other == .saveBallot ? [["x", "z"]] : [["x"], ["y"]])
    search.budget = other.budget
    search.skipsIdleDeliveries = true
    let acceptors = Array(search.system.roster.nodes.suffix(3))
    // A proposer that crashes between two sends tells their receivers apart.
    guard other != .saveBallot else {
      search.crashable = [NodeID(0)]
      return search
    }
    search.crashable = [acceptors[0]]
    let alike = other.budget.crashes > 0 ? Array(acceptors[1...]) : acceptors
    search.interchangeable(alike, of: FlawedAcceptor.self)
    return search
  }
}
#sourceLocation(file: "Chapters/07-paxos.md", line: 2035)
extension PaxosRule {
  static let ofAcceptor = Array(allCases[..<6])
  static let ofDisk = Array(allCases[6..<11])
  static let ofProposer = Array(allCases[11...])

  var counterexample: Counterexample? {
    PaxosRule.search(without: self, like: self).run().counterexample
  }
}

/// What falls if each of these rules is left out, and how soon.
func consequences(of rules: [PaxosRule]) -> [String] {
  rules.flatMap { rule in
    guard let run = rule.counterexample else {
      return ["\(rule.rawValue): nothing falls"]
    }
    return [
      "\(rule.rawValue): \(run.property) falls after \(run.length) steps",
      "    \(run.message)",
    ]
  }
}
#sourceLocation()
