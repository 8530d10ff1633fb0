// Generated from Chapters/05-vector-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 64105d1d6b81417f

#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 69)
public import Simulation

/// What the branches of a bank send one another.
public enum BankMessage: Hashable, Sendable {
  case coins(Int)
  /// Separates what was sent before a snapshot from what was sent after it.
  case marker
  /// An auditor wants to know the balance.
  case ask
  case tell(Int)
}

extension BankMessage: CustomStringConvertible {
  public var description: String {
    switch self {
    case .coins(let amount): "\(amount)"
    case .marker: "marker"
    case .ask: "ask"
    case .tell(let amount): "tell \(amount)"
    }
  }
}

/// What a branch is asked to do.
public enum BankOperation: Hashable, Sendable {
  case pay(Int, to: NodeID)
  case snapshot
}
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 103)
/// A branch of a bank, which can take part in one snapshot.
///
/// Chandy and Lamport, "Distributed Snapshots: Determining Global States of
/// Distributed Systems", ACM TOCS 1985. Links must be FIFO.
public struct Branch: Node {
  public typealias Message = BankMessage
  public typealias Operation = BankOperation
  public typealias Response = Bool
  public typealias Timer = BranchTimer

  public internal(set) var balance: Int
  /// How many payments it has sent to each branch, and received from it.
  var sent: [NodeID: Int] = [:]
  var received: [NodeID: Int] = [:]
  /// What it has recorded for the snapshot; nil before.
  public internal(set) var record: BranchRecord?
  /// A rule that this branch leaves out; nil: it's a good one.
  var omitted: SnapshotRule?

  public init(balance: Int, omitting rule: SnapshotRule? = nil) {
    self.balance = balance
    omitted = rule
  }
}
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 132)
extension Branch {
  public mutating func invoke(
    _ operation: BankOperation, as id: OperationID,
    _ context: inout Context<Self>
  ) {
    switch operation {
    case .pay(let amount, let receiver):
      balance -= amount
      sent[receiver, default: 0] += 1
      context.send(.coins(amount), to: receiver)
    case .snapshot: if record == nil { recordState(&context) }
    }
    context.respond(true, to: id)
  }

  public mutating func receive(
    _ message: BankMessage, from sender: NodeID, _ context: inout Context<Self>
  ) {
    switch message {
    case .coins(let amount):
      balance += amount
      received[sender, default: 0] += 1
      noteArrival(of: amount, from: sender)
    case .marker: receiveMarker(from: sender, &context)
    case .ask: context.send(.tell(balance), to: sender)
    case .tell: break
    }
  }
}
#sourceLocation()
