internal import Figures
internal import Histories
internal import Simulation

/// What a check has to say.
struct Judgement {
  var words: String
  /// nil where there is nothing to see.
  var picture: (any Figure)?
  var status: Status
}

/// Asks the checkers of single operations, and puts their verdict into words.
struct HistoryCheck {
  var consistency: ConsistencyModel
  var limit: SearchLimit

  func judgement<Object: StateMachine>(
    _ recorded: RecordedHistory<Object.Operation, Object.Response>, of object: Object
  ) -> Judgement {
    let history = recorded.history
    switch consistency {
    case .linearizable:
      return judgement(history.linearizability(of: object, limit: limit), recorded)
    case .sequential:
      return judgement(history.sequentialConsistency(of: object, limit: limit), recorded)
    default:
      return judgement(history.check(consistency, of: object, limit: limit), recorded)
    }
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
        words: "\(consistency): \(history.size)", picture: picture("An order that explains it"),
        status: .fine)
    case .rejected(let why):
      let length = why.isShortest ? "the shortest prefix that isn't" : "a prefix that isn't"
      return Judgement(
        words: "not \(consistency): \(history.size); \(length) has \(why.prefix.eventCount) of "
          + "\(history.eventCount) events\n\(why.reason(recorded.name))",
        picture: picture("Not \(consistency)"), status: .fallsShort)
    case .unknown(let exhaustion):
      return Judgement(
        words: "\(exhaustion); a higher --limit may tell", picture: picture("Unknown"),
        status: .fallsShort)
    }
  }

  private func judgement<Operation, Response>(
    _ verdict: ModelVerdict, _ recorded: RecordedHistory<Operation, Response>
  ) -> Judgement {
    let history = recorded.history
    switch verdict {
    case .accepted:
      return Judgement(
        words: "\(consistency): \(history.size)", picture: nil, status: .fine)
    case .rejected(let violation):
      return Judgement(
        words: "not \(consistency): \(history.size)\n\(violation)\n"
          + "where \(recorded.legend(of: violation.operations))",
        picture: violation.figure(
          of: history, title: "Not \(consistency)", names: recorded.name),
        status: .fallsShort)
    case .unknown(let why):
      return Judgement(words: "unknown: \(why)", picture: nil, status: .fallsShort)
    }
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
  func judgement(of level: IsolationLevel) -> Judgement {
    let report = report()
    let size = "\(transactions.count) transactions"
    switch report.verdict(level) {
    case .accepted:
      return Judgement(
        words: "\(level): yes, \(size)\n\(report)", picture: nil, status: .fine)
    case .rejected(let anomalies):
      return Judgement(
        words: "\(level): no, \(size)\n\(report)",
        picture: anomalies.first?.figure(of: self) { "client \($0.index)" }, status: .fallsShort)
    case .unknown(let why):
      return Judgement(words: "unknown: \(why)", picture: nil, status: .fallsShort)
    }
  }
}
