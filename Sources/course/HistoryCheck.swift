internal import Figures
internal import Histories
internal import Simulation

/// What a check has to say.
struct Judgement {
  enum Verdict: String {
    case accepted
    case rejected
    case unknown
  }

  var verdict: Verdict
  /// The first line is the verdict with the size of the history.
  var words: String
  /// nil where there is nothing to see.
  var picture: (any Figure)?
  /// How many operations or transactions were judged.
  var size: Int
  /// What of the file was passed over, and why.
  var omissions: [OmittedLines] = []

  var status: Status { verdict == .accepted ? .fine : .fallsShort }

  /// The words, and what was passed over.
  var report: String { ([words] + omissions.map(\.description)).joined(separator: "\n") }

  /// The verdict in one line.
  var line: String {
    let verdict = words.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    let passedOver = omissions.reduce(0) { $0 + $1.lines.count }
    return passedOver == 0 ? verdict : "\(verdict) (\(passedOver) lines passed over)"
  }
}

/// Asks the checkers of single operations, and puts their verdict into words.
struct HistoryCheck {
  private typealias Verdict<Object: StateMachine> =
    History<Object.Operation, Object.Response>.OrderVerdict

  var consistency: ConsistencyModel
  var limit: SearchLimit

  func judgement<Object: StateMachine>(
    _ recorded: RecordedHistory<Object.Operation, Object.Response>, of object: Object
  ) -> Judgement {
    judged(recorded, object) { $0.linearizability(of: object, limit: limit) }
  }

  /// Where a store or a register is named, the check is the one that is compiled for it.
  func judgement(
    _ recorded: RecordedHistory<KeyValueStore.Operation, KeyValueStore.Response>,
    of store: PorcupineStore
  ) -> Judgement {
    judged(recorded, store) { $0.linearizability(of: store, limit: limit) }
  }

  func judgement(
    _ recorded: RecordedHistory<KeyValueStore.Operation, KeyValueStore.Response>,
    of store: KeyValueStore
  ) -> Judgement {
    judged(recorded, store) { $0.linearizability(of: store, limit: limit) }
  }

  func judgement(
    _ recorded: RecordedHistory<Register<String?>.Operation, Register<String?>.Response>,
    of register: Register<String?>
  ) -> Judgement {
    judged(recorded, register) { $0.linearizability(of: register, limit: limit) }
  }

  private func judged<Object: StateMachine>(
    _ recorded: RecordedHistory<Object.Operation, Object.Response>, _ object: Object,
    linearizability: (History<Object.Operation, Object.Response>) -> Verdict<Object>
  ) -> Judgement {
    let history = recorded.history
    switch consistency {
    case .linearizable: return judgement(linearizability(history), recorded, object)
    case .sequential:
      return judgement(history.sequentialConsistency(of: object, limit: limit), recorded, object)
    default:
      return judgement(history.check(consistency, of: object, limit: limit), recorded)
    }
  }

  /// Where the search gave up, a model that follows from the one asked for may be seen to be broken.
  private func judgement<Object: StateMachine>(
    _ verdict: Verdict<Object>,
    _ recorded: RecordedHistory<Object.Operation, Object.Response>, _ object: Object
  ) -> Judgement {
    if case .unknown = verdict,
      let violation = recorded.history.violation(ofAnyImpliedBy: consistency, object)
    {
      return judgement(.rejected(violation), recorded)
    }
    return judgement(verdict, recorded)
  }

  private func judgement<Operation, Response>(
    _ verdict: History<Operation, Response>.OrderVerdict,
    _ recorded: RecordedHistory<Operation, Response>
  ) -> Judgement {
    let history = recorded.history
    let picture = { verdict.figure(of: history, title: $0, names: recorded.name) }
    switch verdict {
    case .accepted:
      return Judgement(
        verdict: .accepted, words: "\(consistency): \(history.size)",
        picture: picture("An order that explains it"), size: history.entries.count,
        omissions: recorded.omissions)
    case .rejected(let why):
      let length = why.isShortest ? "the shortest prefix that isn't" : "a prefix that isn't"
      return Judgement(
        verdict: .rejected,
        words: "not \(consistency): \(history.size); \(length) has \(why.prefix.eventCount) of "
          + "\(history.eventCount) events\n\(why.reason(recorded.name))",
        picture: picture("Not \(consistency)"), size: history.entries.count,
        omissions: recorded.omissions)
    case .unknown(let exhaustion):
      return Judgement(
        verdict: .unknown, words: "\(exhaustion); a higher --limit may tell",
        picture: picture("Unknown"), size: history.entries.count, omissions: recorded.omissions)
    }
  }

  private func judgement<Operation, Response>(
    _ verdict: ModelVerdict, _ recorded: RecordedHistory<Operation, Response>
  ) -> Judgement {
    let history = recorded.history
    var judgement = Judgement(
      verdict: .accepted, words: "\(consistency): \(history.size)", size: history.entries.count,
      omissions: recorded.omissions)
    switch verdict {
    case .accepted: break
    case .rejected(let violation):
      judgement.verdict = .rejected
      judgement.words =
        "not \(consistency): \(history.size)\n\(violation)\n"
        + "where \(recorded.legend(of: violation.operations))"
      judgement.picture = violation.figure(
        of: history, title: "Not \(consistency)", names: recorded.name)
    case .unknown(let why):
      judgement.verdict = .unknown
      judgement.words = "unknown: \(why)"
    }
    return judgement
  }
}

extension History {
  fileprivate var size: String {
    "\(entries.count) operations, \(pending.count) of them pending"
  }
}

extension RecordedHistory {
  /// Which client of the file is meant by which name of the checker.
  fileprivate func legend(of operations: [OperationID]) -> String {
    Set(operations.map(\.client)).sorted().map { "\($0) is \(name($0))" }
      .joined(separator: ", ")
  }
}

extension TransactionHistory {
  /// Says what the history keeps and what it violates, and whether the level asked for is among them.
  func judgement(of level: IsolationLevel, _ omissions: [OmittedLines]) -> Judgement {
    report().judgement(of: level, transactions.count, omissions) { anomaly in
      anomaly.figure(of: self) { "client \($0.index)" }
    }
  }
}

extension RegisterTransactionHistory {
  func judgement(of level: IsolationLevel, _ omissions: [OmittedLines]) -> Judgement {
    report().judgement(of: level, transactions.count, omissions) { anomaly in
      anomaly.figure(of: self) { "client \($0.index)" }
    }
  }
}

extension TransactionReport {
  fileprivate func judgement(
    of level: IsolationLevel, _ count: Int, _ omissions: [OmittedLines],
    picture: (Anomaly) -> OperationHistory
  ) -> Judgement {
    let size = "\(count) transactions"
    var judgement = Judgement(
      verdict: .accepted, words: "\(level): yes, \(size)\n\(self)", size: count,
      omissions: omissions)
    switch verdict(level) {
    case .accepted: break
    case .rejected(let anomalies):
      judgement.verdict = .rejected
      judgement.words = "\(level): no, \(size)\n\(self)"
      judgement.picture = anomalies.first.map(picture)
    case .unknown(let why):
      judgement.verdict = .unknown
      judgement.words = "unknown: \(why)"
    }
    return judgement
  }
}
