// Generated from Chapters/01-introduction.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 707c4314deba5fc7

#sourceLocation(file: "Chapters/01-introduction.md", line: 1615)
public import Simulation

/// What the nodes of a bank say to one another.
public enum BankMessage: Hashable, Sendable {
  case deposit(Int, OperationID)
  case done(OperationID)
}
#sourceLocation(file: "Chapters/01-introduction.md", line: 1627)
/// Makes deposits, one at a time, and asks for each until it is confirmed.
public struct BankClient: Node {
  public typealias Message = BankMessage
  public typealias Operation = Int
  public typealias Response = Int
  public enum Timer: Hashable, Sendable { case patience }

  let server: NodeID
  private(set) var pending: Pending?
  /// Coins of which it knows that they were deposited.
  public private(set) var confirmed = 0
}
#sourceLocation(file: "Chapters/01-introduction.md", line: 1645)
extension BankClient {
  struct Pending: Hashable {
    var amount: Int
    var id: OperationID
  }

  public mutating func invoke(
    _ amount: Int, as id: OperationID, _ context: inout Context<Self>
  ) {
    pending = Pending(amount: amount, id: id)
    ask(&context)
  }
}
#sourceLocation(file: "Chapters/01-introduction.md", line: 1664)
extension BankClient {
  private func ask(_ context: inout Context<Self>) {
    guard let pending else { return }
    context.send(.deposit(pending.amount, pending.id), to: server)
    context.set(.patience, after: .milliseconds(20))
  }

  public mutating func fire(_ timer: Timer, _ context: inout Context<Self>) {
    ask(&context)
  }
}
#sourceLocation(file: "Chapters/01-introduction.md", line: 1682)
extension BankClient {
  public mutating func receive(
    _ message: BankMessage, from sender: NodeID,
    _ context: inout Context<Self>
  ) {
    guard let done = pending, message == .done(done.id) else { return }
    pending = nil
    confirmed += done.amount
    context.cancel(.patience)
    context.respond(done.amount, to: done.id)
  }
}
#sourceLocation(file: "Chapters/01-introduction.md", line: 1701)
/// Keeps deposits on stable storage, and each of them once.
public struct BankServer: Node {
  public typealias Message = BankMessage

  public struct Record: Hashable, Sendable {
    var amount: Int
    var id: OperationID
  }

  let shortcut: Shortcut?
  /// Durable: every deposit made, in order.
  private(set) var deposits: [Record] = []

  public var balance: Int { deposits.reduce(0) { $0 + $1.amount } }
}
#sourceLocation(file: "Chapters/01-introduction.md", line: 1721)
extension BankServer {
  public enum Shortcut: Hashable, Sendable {
    /// Doesn't look whether a deposit was made before.
    case forgetsNames
    /// Confirms a deposit before it is safe on the disk.
    case confirmsEarly
  }
}
#sourceLocation(file: "Chapters/01-introduction.md", line: 1737)
extension BankServer {
  public mutating func receive(
    _ message: BankMessage, from sender: NodeID,
    _ context: inout Context<Self>
  ) {
    guard case .deposit(let amount, let id) = message else { return }
    let isKnown = deposits.contains { $0.id == id }
    if !isKnown || shortcut == .forgetsNames {
      deposits.append(Record(amount: amount, id: id))
      context.append(Record(amount: amount, id: id))
      if shortcut != .confirmsEarly { context.sync() }
      context.note("balance \(balance)")
    }
    context.send(.done(id), to: sender)
  }
}
#sourceLocation(file: "Chapters/01-introduction.md", line: 1759)
extension BankServer {
  public mutating func restart(
    recovering log: StableLog<Record>, _ context: inout Context<Self>
  ) {
    deposits = log.records
    context.rewrite(deposits)
    context.sync()
    context.note("balance \(balance)")
  }
}
#sourceLocation(file: "Chapters/01-introduction.md", line: 1775)
/// One customer who makes some deposits of ten coins.
public func bank(
  deposits: Int = 2, over link: Link,
  taking shortcut: BankServer.Shortcut? = nil
) -> System<BankMessage> {
  var system = System<BankMessage>()
  system.links.standard = link
  let server = system.add("server", BankServer(shortcut: shortcut))
  let work = Workload.closedLoop(
    Array(repeating: 10, count: deposits), pause: .milliseconds(5))
  system.add("client", BankClient(server: server), work: work)
  return system
}
#sourceLocation(file: "Chapters/01-introduction.md", line: 1813)
/// No deposit is in the account twice.
public let noDoubleDeposit = Invariant<BankMessage>(
  "no deposit is made twice"
) {
  let ids = $0[NodeID(0), as: BankServer.self].deposits.map(\.id)
  let twice = ids.first { id in ids.count { $0 == id } > 1 }
  return twice.map { "deposit \($0.number) was made twice" }
}
#sourceLocation(file: "Chapters/01-introduction.md", line: 1829)
/// What was confirmed is in the account, whenever the server is up.
public let noCoinIsLost = Invariant<BankMessage>("no confirmed coin is lost") {
  let balance = $0[NodeID(0), as: BankServer.self].balance
  let confirmed = $0[NodeID(1), as: BankClient.self].confirmed
  return !$0.isUp(NodeID(0)) || balance >= confirmed
    ? nil : "confirmed are \(confirmed), the account holds \(balance)"
}

public let everyDepositIsConfirmed =
  Scenario<BankMessage>.Check.progress("every deposit is confirmed") {
    let pending = $0.history(of: BankClient.self).pending
    return pending.isEmpty ? nil : "\(pending.count) still pending"
  }
#sourceLocation(file: "Chapters/01-introduction.md", line: 1922)
/// What we claim of the bank, for any seed.
public func bankScenario(
  over link: Link = Link(loss: 0.1),
  taking shortcut: BankServer.Shortcut? = nil, crashes: Int = 0
) -> Scenario<BankMessage> {
  Scenario(
    "bank", bank(over: link, taking: shortcut),
    invariants: [noDoubleDeposit, noCoinIsLost],
    checks: [everyDepositIsConfirmed], for: .seconds(5)
  ).faults(
    FaultBudget(crashes: crashes, window: .milliseconds(60)),
    against: [NodeID(0)])
}
#sourceLocation()
