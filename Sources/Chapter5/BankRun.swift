// Generated from Chapters/05-vector-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 8c7f89a195683fe3

#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 2004)
public import Simulation

/// The payments of a run, as steps from one state of the bank to the next.
public struct BankRun: Sendable {
  public struct Step: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
      case pays(Int, to: NodeID)
      case receives(Int, from: NodeID)
    }

    public var branch: NodeID
    public var kind: Kind
    /// The number of the message.
    var message: Int
    /// Whether the branch hadn't recorded its state yet.
    public var isEarly: Bool
  }

  public let steps: [Step]
  let balances: [Int]

  init(steps: [Step], balances: [Int]) {
    self.steps = steps
    self.balances = balances
  }
}
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 2035)
extension BankRun {
  public init(of trace: Trace, balances: [Int]) {
    var recorded: Set<NodeID> = []
    var steps: [Step] = []
    for event in trace.events {
      guard let branch = event.node else { continue }
      let isEarly = !recorded.contains(branch)
      func add(_ message: Int, _ text: String, _ kind: (Int) -> Step.Kind) {
        guard let amount = Int(text) else { return }
        steps.append(
          Step(
            branch: branch, kind: kind(amount), message: message,
            isEarly: isEarly))
      }
      switch event.what {
      case .sends(let message, let to, let text):
        add(message, text) { .pays($0, to: to) }
      case .receives(let message, let from, let text):
        add(message, text) { .receives($0, from: from) }
      case .notes(let text) where text.hasPrefix("records"):
        recorded.insert(branch)
      default: break
      }
    }
    self.init(steps: steps, balances: balances)
  }
}
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 2067)
extension BankRun {
  /// The state at the beginning and after each step.
  public var states: [BankState] {
    var state = BankState(balances: balances)
    return [state]
      + steps.map { step in
        state.take(step)
        return state
      }
  }

  /// The same steps, the early ones first.
  public var permuted: BankRun {
    BankRun(
      steps: steps.filter(\.isEarly) + steps.filter { !$0.isEarly },
      balances: balances)
  }

  /// How many exchanges of a late step with an early one after it that takes.
  public var exchanges: Int {
    steps.indices.map { later in
      steps[later].isEarly ? steps[..<later].count { !$0.isEarly } : 0
    }.sum
  }

  /// Whether each receipt stands after its payment.
  public var isPossible: Bool {
    var sent: Set<Int> = []
    return steps.allSatisfy { step in
      if case .pays = step.kind { sent.insert(step.message) }
      return sent.contains(step.message)
    }
  }
}
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 2106)
extension BankState {
  mutating func take(_ step: BankRun.Step) {
    let branch = Int(step.branch.index)
    switch step.kind {
    case .pays(let amount, let receiver):
      balances[branch] -= amount
      let channel = Channel(sender: step.branch, receiver: receiver)
      channels[channel, default: []].append(amount)
    case .receives(let amount, let sender):
      balances[branch] += amount
      let channel = Channel(sender: sender, receiver: step.branch)
      let place = channels[channel]?.firstIndex(of: amount)
      if let place { channels[channel]?.remove(at: place) }
      if channels[channel]?.isEmpty == true { channels[channel] = nil }
    }
  }
}

extension BankRun.Step: CustomStringConvertible {
  public var description: String {
    switch kind {
    case .pays(let amount, let to):
      "\(branch.letter) pays \(to.letter) \(amount)"
    case .receives(let amount, let from):
      "\(branch.letter) gets \(amount) from \(from.letter)"
    }
  }
}
#sourceLocation()
