// Generated from Chapters/07-paxos.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 7fbdd6d23bd13056

#sourceLocation(file: "Chapters/07-paxos.md", line: 1214)
public import Figures
internal import Histories
public import Simulation

/// A register that is written once: consensus, as its clients see it.
public struct WriteOnce<Value: Hashable & Sendable>: StateMachine {
  public private(set) var value: Value?

  public init() {}

  public mutating func apply(_ operation: ConsensusOperation<Value>) -> Value {
    switch operation {
    case .propose(let proposed):
      let decided = value ?? proposed
      value = decided
      return decided
    }
  }
}

/// Whether a write-once register explains what the proposers were told.
public func judge(
  _ history: History<ConsensusOperation<String>, String>
) -> (verdict: String, figure: OperationHistory) {
  let verdict = history.linearizability(of: WriteOnce<String>())
  var figure = verdict.figure(of: history) { $0.letter }
  figure.title = "What the proposers asked and were told"
  switch verdict {
  case .accepted: return ("linearizable as a write-once register", figure)
  case .rejected(let why): return ("not linearizable: \(why)", figure)
  case .unknown(let limit): return ("unknown: \(limit)", figure)
  }
}
#sourceLocation()
