public import Simulation

/// What a checker found. Only `accepted` is a pass.
public enum HistoryVerdict<Evidence: Hashable & Sendable, Counterexample: Hashable & Sendable>:
  Hashable, Sendable
{
  /// The model allows the history: here is the explanation.
  case accepted(Evidence)
  /// The model forbids the history: here is why.
  case rejected(Counterexample)
  /// A limit was reached first: neither is known.
  case unknown(Exhaustion)

  public var isAccepted: Bool {
    if case .accepted = self { true } else { false }
  }

  public var isRejected: Bool {
    if case .rejected = self { true } else { false }
  }
}

/// How much a check may do before it says *unknown*: states, not seconds, so that the answer is the same
/// on every machine.
public struct SearchLimit: Hashable, Sendable {
  public var states: Int

  public static func states(_ states: Int) -> SearchLimit { SearchLimit(states: states) }
  public static let standard = SearchLimit.states(10_000_000)
  public static let none = SearchLimit.states(.max)
}

/// How far a check got that ran into its limit.
public struct Exhaustion: Hashable, Sendable, CustomStringConvertible {
  /// States visited: pairs of what has been linearized and the object's state.
  public var states: Int
  /// The prefix of the history that is known to be explained, and the length of all, in invocations and
  /// responses.
  public var explainedEvents: Int
  public var events: Int

  public var description: String {
    "unknown: the limit of \(states) states was reached; the first \(explainedEvents) of \(events) "
      + "events can be explained"
  }
}

/// Operations in an order in which the object alone gives the answers that were given.
///
/// Pending operations that are left out never took effect.
public struct LegalOrder: Hashable, Sendable {
  public var order: [OperationID]
  /// For each of `order`, the position of the event right after which it takes effect: its linearization
  /// point. Several at one position follow each other as in `order`. Empty where real time doesn't count.
  public var points: [Int]

  public init(order: [OperationID], points: [Int] = []) {
    self.order = order
    self.points = points
  }
}

/// Why no order explains a history.
public struct Refutation<Operation: Hashable & Sendable, Response: Hashable & Sendable>:
  Hashable, Sendable, CustomStringConvertible
{
  /// The shortest prefix, in events, that is rejected: without its last event it is accepted.
  public var prefix: History<Operation, Response>
  /// Operations of the prefix that contradict each other without the rest.
  public var core: History<Operation, Response>
  /// The operation whose response ends the prefix.
  public var suspect: OperationID
  /// Whether `prefix` is known to be the shortest; false if a limit cut the search for it.
  public var isShortest: Bool
  /// What the object could have answered instead, in the orders that explain the rest of the core.
  public var alternatives: [Response]

  /// All this in a sentence.
  public var reason: String { reason { "\($0)" } }

  public var description: String { reason }

  /// The same with the clients' names.
  public func reason(_ name: (NodeID) -> String) -> String {
    guard let entry = core[suspect] else { return "\(suspect) fits nowhere" }
    let response = entry.response.map { Text.of($0) } ?? "nothing"
    let others = core.entries.count - 1
    let given =
      others == 0 ? "by itself" : "beside \(others) other operation\(others == 1 ? "" : "s")"
    let answers = alternatives.map { Text.of($0) }.joined(separator: " or ")
    let end =
      alternatives.isEmpty
      ? "no order explains all their answers" : "the answer can only be \(answers)"
    return "\(Text.of(entry.operation)) of \(name(suspect.client)), answered \(response), "
      + "fits nowhere: \(given), \(end)"
  }
}

extension History {
  public typealias OrderVerdict = HistoryVerdict<LegalOrder, Refutation<Operation, Response>>
}
