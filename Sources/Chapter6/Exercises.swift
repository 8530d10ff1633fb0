// Generated from Chapters/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 736d86fe55d6d63a

#sourceLocation(file: "Chapters/06-consistency.md", line: 3307)
public import Simulation

/// A history of one register of numbers, which holds 0 at first.
///
/// A client whose operation is pending asks for nothing more.
public typealias RegisterHistory = History<
  Register<Int>.Operation, Register<Int>.Response
>
#sourceLocation(file: "Chapters/06-consistency.md", line: 3324)
extension RegisterHistory {
  /// Whether the operations fit into one order in which each read returns what
  /// was written last before it, or 0 if nothing was.
  ///
  /// A pending operation may be in the order or not. Tries all orders:
  /// exponential in the number of operations.
  ///
  /// - Parameter mustPrecede: pairs that the order has to keep.
  public static func hasLegalOrder(
    of operations: [Entry], respecting mustPrecede: (Entry, Entry) -> Bool
  ) -> Bool {
    extends(operations, from: Register(0), mustPrecede)
  }

  private static func extends(
    _ rest: [Entry], from register: Register<Int>,
    _ mustPrecede: (Entry, Entry) -> Bool
  ) -> Bool {
    if rest.allSatisfy(\.isPending) { return true }
    return rest.indices.contains { index in
      var (others, after) = (rest, register)
      let next = others.remove(at: index)
      let answer = after.apply(next.operation)
      return !others.contains { mustPrecede($0, next) }
        && (next.isPending || next.response == answer)
        && extends(others, from: after, mustPrecede)
    }
  }
}
#sourceLocation(file: "Chapters/06-consistency.md", line: 3414)
/// What a register may promise. Two chains run from strong to weak:
/// linearizable, regular, safe; linearizable, sequential, PRAM.
public enum RegisterModel: CaseIterable, Hashable, Sendable {
  /// One order of all operations explains every read, and an operation that
  /// had returned before another began stands before it.
  case linearizable
  /// One order of all operations explains every read, and each client's
  /// operations stand in the order in which the client invoked them.
  case sequential
  /// For each client there is an order of all writes and of that client's
  /// reads, in which each client's operations stand as it invoked them.
  case pram
  /// Each read alone has an order of all writes and that read that keeps real
  /// time.
  case regular
  /// As regular, but a read that overlaps a write may return anything.
  case safe
}
#sourceLocation(file: "Chapters/06-consistency.md", line: 3761)
public import Simulation

public enum LinearizabilityVerdict: Hashable, Sendable {
  /// All completed operations and some pending ones, in an order that respects
  /// real time and explains every response.
  case linearizable([OperationID])
  /// The history's first so many events (invocations and responses) can't be
  /// explained, and one fewer can.
  case violation(events: Int)
}
#sourceLocation(file: "Chapters/06-consistency.md", line: 4273)
public enum SessionPromise: CaseIterable, Hashable, Sendable {
  /// A read sees all earlier writes of its session.
  case readYourWrites
  /// A read sees all writes that mattered to its session's earlier reads.
  case monotonicReads
  /// Where a write is seen, all earlier writes of its session stand before it.
  case monotonicWrites
  /// Where a write is seen, all writes that mattered to its session's earlier
  /// reads stand before it.
  case writesFollowReads
}
#sourceLocation(file: "Chapters/06-consistency.md", line: 4289)
/// An operation of a session, as the server that answered it recorded it.
public struct SessionEvent: Hashable, Sendable {
  public enum Action: Hashable, Sendable {
    /// A write, with a number of its own in the whole trace.
    case write(Int)
    /// A read, and what its server's copy was made of: all writes, to whatever
    /// key, that the server had applied, in the order in which it had. Those
    /// to the key that is read mattered to the read.
    case read(applied: [Int])
  }

  public var session: Int
  public var key: String
  public var action: Action
  /// What the server's clock showed. Servers' clocks don't agree.
  public var wallClock: Int

  public init(session: Int, key: String, action: Action, wallClock: Int) {
    self.session = session
    self.key = key
    self.action = action
    self.wallClock = wallClock
  }
}

public struct SessionWitness: Hashable, Sendable {
  /// The index of the first read that shows it.
  public var read: Int
  /// The number of a write that is missing from what the read's server had
  /// applied, or that was applied only after a write that it should precede.
  public var write: Int

  public init(read: Int, write: Int) {
    self.read = read
    self.write = write
  }
}
#sourceLocation(file: "Chapters/06-consistency.md", line: 4614)
/// What happens in a run of two nodes, 0 and 1, and the link between them.
public enum ScheduleStep: Hashable, Sendable {
  /// A client asks a node, and nobody waits for the answer.
  case write(Int, node: Int)
  case read(node: Int)
  case wait(ticks: Int)
  /// From now on the link loses every message, those under way included.
  case cut
  /// From now on it carries every message within ten ticks again.
  case heal
  /// The node stops forever.
  case crash(node: Int)
}

/// What a client is told.
public enum RegisterAnswer: Hashable, Sendable {
  case written
  case value(Int)
  /// The node says that it can't do it. To the client that is no answer.
  case refused
}

public struct RegisterReply: Hashable, Sendable {
  /// Which of the run's operations is answered, counted from 0.
  public var operation: Int
  public var answer: RegisterAnswer

  public init(operation: Int, answer: RegisterAnswer) {
    self.operation = operation
    self.answer = answer
  }
}
#sourceLocation(file: "Chapters/06-consistency.md", line: 4651)
/// A register that holds 0 at first, kept by two nodes.
///
/// We can't look inside. It may be slow: but an operation that has no answer
/// after `patienceTicks` ticks won't get one unless the link or a node changes.
public protocol TwoNodeRegister {
  /// Lets the step happen. Returns the replies that came meanwhile: in a step
  /// other than `wait` no time passes, yet a node may answer at once.
  mutating func take(_ step: ScheduleStep) -> [RegisterReply]
}

/// In ticks.
public let patienceTicks = 1_000
#sourceLocation(file: "Chapters/06-consistency.md", line: 4668)
/// A run that shows what a register gives up.
public struct PartitionWitness: Hashable, Sendable {
  public enum Evidence: Hashable, Sendable {
    /// No order of the operations explains what was read.
    case notLinearizable
    /// That operation got no answer, or was refused, and its node was up.
    case unanswered(operation: Int)
  }

  public var schedule: [ScheduleStep]
  public var evidence: Evidence

  public init(schedule: [ScheduleStep], evidence: Evidence) {
    self.schedule = schedule
    self.evidence = evidence
  }
}
#sourceLocation(file: "Chapters/06-consistency.md", line: 5646)
public enum ListOperation: Hashable, Sendable {
  case append(key: String, element: Int)
  case read(key: String, list: [Int])
}

public struct ListTransaction: Hashable, Sendable {
  public enum Outcome: Hashable, Sendable { case committed, aborted, unknown }

  public var operations: [ListOperation]
  public var outcome: Outcome
  /// Moments in real time; nil if the client never heard how it ended.
  public var began: Int
  public var ended: Int?

  public init(
    _ operations: [ListOperation], outcome: Outcome = .committed,
    began: Int = 0, ended: Int? = nil
  ) {
    self.operations = operations
    self.outcome = outcome
    self.began = began
    self.ended = ended
  }
}
#sourceLocation(file: "Chapters/06-consistency.md", line: 5675)
/// Adya's phenomena, from the worst to the most subtle.
public enum IsolationPhenomenon: CaseIterable, Hashable, Sendable {
  /// A cycle of write-write dependencies alone.
  case g0
  /// A committed transaction read an aborted one's element.
  case g1a
  /// A committed transaction read a list that ended in an element of another,
  /// not aborted, which appended more to that list later.
  case g1b
  /// A cycle of write-write and write-read dependencies.
  case g1c
  /// A cycle with a single read-write dependency.
  case gSingle
  /// A cycle with two or more of them.
  case g2
}

public enum TransactionDependency: CaseIterable, Hashable, Sendable {
  /// The second appended the element after the first's.
  case writeWrite
  /// The second read a list that ends in the first's element.
  case writeRead
  /// The second appended the element after the list that the first read.
  case readWrite
  /// The second began after the first had ended.
  case realTime
}
#sourceLocation(file: "Chapters/06-consistency.md", line: 5707)
public struct IsolationFinding: Hashable, Sendable {
  public var phenomenon: IsolationPhenomenon
  /// Indices of transactions: a cycle, or a writer and its reader.
  public var transactions: [Int]
  /// What leads from each transaction to the next, and from the last of a
  /// cycle to its first; for G1a and G1b a single `writeRead`.
  public var dependencies: [TransactionDependency]

  public init(
    _ phenomenon: IsolationPhenomenon, transactions: [Int],
    dependencies: [TransactionDependency]
  ) {
    self.phenomenon = phenomenon
    self.transactions = transactions
    self.dependencies = dependencies
  }
}
#sourceLocation()
