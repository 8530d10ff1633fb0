// Generated from Chapters/05-vector-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 8d93a92d71bc719b

#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 2509)
public import Simulation

/// What coloured branches send one another.
public enum ColouredMessage: Hashable, Sendable {
  case coins(Int, isRed: Bool)
  /// So many white payments went to the receiver in all; always red.
  case count(Int)

  var isRed: Bool {
    switch self {
    case .coins(_, let isRed): isRed
    case .count: true
    }
  }
}

/// A branch that takes part in a snapshot on links that may reorder.
///
/// Lai and Yang, "On Distributed Snapshots", Information Processing Letters
/// 1987, with counters instead of message histories.
public struct ColouredBranch: Node {
  public typealias Operation = BankOperation
  public typealias Response = Bool
  public private(set) var balance: Int
  public private(set) var record: BranchRecord?
  /// White payments to and from each branch.
  private var sent: [NodeID: Int] = [:]
  private var received: [NodeID: Int] = [:]
  /// How many white payments each branch says that it has sent here.
  private var announced: [NodeID: Int] = [:]

  public init(balance: Int) { self.balance = balance }
}
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 2547)
extension ColouredBranch {
  public mutating func receive(
    _ message: ColouredMessage, from sender: NodeID,
    _ context: inout Context<Self>
  ) {
    if message.isRed, record == nil { recordState(&context) }
    switch message {
    case .coins(let amount, let isRed):
      balance += amount
      guard !isRed else { break }
      received[sender, default: 0] += 1
      if record != nil { record?.channels[sender, default: []].append(amount) }
    case .count(let count): announced[sender] = count
    }
    if announced[sender] == received[sender, default: 0] {
      record?.open.remove(sender)
    }
  }

  private mutating func recordState(_ context: inout Context<Self>) {
    record = BranchRecord(
      balance: balance, open: Set(context.peers),
      sent: sent, received: received)
    for peer in context.peers {
      context.send(.count(sent[peer, default: 0]), to: peer)
    }
  }
}
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 2602)
extension ColouredBranch {
  public mutating func invoke(
    _ operation: BankOperation, as id: OperationID,
    _ context: inout Context<Self>
  ) {
    switch operation {
    case .pay(let amount, let receiver):
      balance -= amount
      if record == nil { sent[receiver, default: 0] += 1 }
      context.send(.coins(amount, isRed: record != nil), to: receiver)
    case .snapshot: if record == nil { recordState(&context) }
    }
    context.respond(true, to: id)
  }
}
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 2622)
/// Every run of three coloured branches on links that reorder.
public func colouredSearch() -> SystemSearch<ColouredMessage> {
  let (a, b, c) = (NodeID(0), NodeID(1), NodeID(2))
  let plans: [[BankOperation]] = [
    [.pay(1, to: b), .snapshot, .pay(2, to: c)],
    [.pay(4, to: a), .pay(8, to: c)],
    [.pay(16, to: a)],
  ]
  var system = System(messages: ColouredMessage.self)
  system.links.standard = Link(isFIFO: false)
  for (branch, plan) in plans.enumerated() {
    system.add(
      NodeID(branch).letter, ColouredBranch(balance: 100),
      work: .closedLoop(plan))
  }
  @Sendable func records(
    _ view: SystemView<ColouredMessage>
  ) -> [BranchRecord] {
    view.all(ColouredBranch.self).compactMap(\.node.record).filter(\.isComplete)
  }
  let conserved = Invariant<ColouredMessage>(
    "a complete snapshot counts every coin", on: system.roster.nodes
  ) { view in
    let records = records(view)
    guard records.count == 3 else { return nil }
    let noted = records.flatMap { $0.channels.values.map(\.sum) }
    let total = records.map(\.balance).sum + noted.sum
    return total == 300 ? nil : "it counts \(total) coins"
  }
  var search = SystemSearch("coloured", system, invariants: [conserved])
  search.expectedEnd = .init("the snapshot is complete") {
    records($0).count == 3
  }
  return search
}
#sourceLocation()
