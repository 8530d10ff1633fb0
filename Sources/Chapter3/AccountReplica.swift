// Generated from Chapters/03-lamport-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest c3763bb63b685317

#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 1564)
/// What can be done to an account. The order matters.
public enum AccountCommand: Hashable, Sendable {
  case deposit(Int)
  case addInterest(percent: Int)

  func apply(to balance: inout Int) {
    switch self {
    case .deposit(let amount): balance += amount
    case .addInterest(let percent): balance += balance * percent / 100
    }
  }
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 1583)
public import Simulation

/// A copy of an account. All copies execute all commands in the order of their
/// timestamps ("Time, Clocks...", section "Ordering the Events Totally").
public struct AccountReplica: Node {
  public typealias Response = Int
  private var clock = LamportClock()
  /// Commands not yet executed, oldest first.
  private var queue: [Entry] = []
  /// The time of the latest message from each process.
  private var heard: [NodeID: Int] = [:]
  public private(set) var balance: Int
  public private(set) var executed: [AccountCommand] = []

  public init(balance: Int) { self.balance = balance }
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 1604)
extension AccountReplica {
  public enum Message: Hashable, Sendable {
    case command(AccountCommand, at: Int)
    case acknowledge(at: Int)
  }

  struct Entry: Hashable, Sendable {
    var timestamp: Timestamp
    var command: AccountCommand
    /// The operation to answer, if it was asked for here.
    var operation: OperationID?
  }
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 1622)
extension AccountReplica {
  public mutating func invoke(
    _ command: AccountCommand, as id: OperationID,
    _ context: inout Context<Self>
  ) {
    let time = Timestamp(clock.tick(), context.id)
    insert(Entry(timestamp: time, command: command, operation: id))
    context.broadcast(.command(command, at: time.time), to: context.peers)
    executeWhatIsStable(&context)
  }

  private mutating func insert(_ entry: Entry) {
    let position =
      queue.firstIndex { entry.timestamp < $0.timestamp } ?? queue.endIndex
    queue.insert(entry, at: position)
  }
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 1644)
extension AccountReplica {
  public mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    switch message {
    case .command(let command, let time):
      clock.tick(receiving: time)
      heard[sender] = time
      insert(Entry(timestamp: Timestamp(time, sender), command: command))
      context.broadcast(.acknowledge(at: clock.tick()), to: context.peers)
    case .acknowledge(let time):
      clock.tick(receiving: time)
      heard[sender] = time
    }
    executeWhatIsStable(&context)
  }
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 1666)
extension AccountReplica {
  private mutating func executeWhatIsStable(_ context: inout Context<Self>) {
    while let first = queue.first, isStable(first.timestamp, context.peers) {
      queue.removeFirst()
      first.command.apply(to: &balance)
      executed.append(first.command)
      if let operation = first.operation {
        context.respond(balance, to: operation)
      }
    }
  }

  private func isStable(_ timestamp: Timestamp, _ peers: [NodeID]) -> Bool {
    peers.allSatisfy { peer in
      heard[peer].map { timestamp <= Timestamp($0, peer) } ?? false
    }
  }
}
#sourceLocation()
