// Generated from Chapters/05-vector-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 8370d3426135864e

#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 166)
internal import Simulation

enum AuditTimer: Hashable, Sendable { case opening }

/// Adds up what the branches say, one after the other.
struct Auditor: Node {
  typealias Message = BankMessage
  let branches: [NodeID]
  var answers: [Int] = []
  var sums: [Int] = []
  typealias Timer = AuditTimer

  mutating func start(_ context: inout Context<Self>) {
    context.set(.opening, after: .milliseconds(15))
  }

  mutating func fire(_ timer: AuditTimer, _ context: inout Context<Self>) {
    context.send(.ask, to: branches[0])
  }

  mutating func receive(
    _ message: BankMessage, from sender: NodeID, _ context: inout Context<Self>
  ) {
    guard case .tell(let amount) = message else { return }
    answers.append(amount)
    if answers.count == branches.count {
      sums.append(answers.sum)
      answers = []
    }
    if sums.isEmpty { context.send(.ask, to: branches[answers.count]) }
  }
}
#sourceLocation()
