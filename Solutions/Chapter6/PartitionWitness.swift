// Generated from Solutions/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 37fe64104ea0ae12

#sourceLocation(file: "Solutions/06-consistency.md", line: 983)
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
  /// The node stops for ever.
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

/// A register that holds 0 at first, kept by two nodes.
///
/// We can't look inside. It may be slow: but an operation that has no answer
/// after `patience` ticks won't get one unless the link or a node changes.
public protocol TwoNodeRegister {
  /// Lets the step happen. Returns the replies that came meanwhile: in a step
  /// other than `wait` no time passes, yet a node may answer at once.
  mutating func take(_ step: ScheduleStep) -> [RegisterReply]
}

/// In ticks.
public let patience = 1_000

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

/// A schedule without crashes in which the register gives up linearizability
/// or availability, and which of them it is.
///
/// - Parameter make: makes such a register, in its first state. Registers do
///   the same in the same schedule.
/// - Returns: nil if the register did neither, as one may that isn't kept by
///   two nodes at all. Our solution has 32 lines.
public func partitionWitness(
  against make: () -> any TwoNodeRegister
) -> PartitionWitness? {
  let read: [ScheduleStep] = [.read(node: 1), .wait(ticks: patience)]
  let write: [ScheduleStep] = [.write(1, node: 0), .wait(ticks: patience)]
  for schedule in [[.cut] + write + read, [.cut] + read] {
    let evidence = evidence(of: schedule, on: make())
    if let evidence {
      return PartitionWitness(schedule: schedule, evidence: evidence)
    }
  }
  return nil
}

/// What a schedule shows in which each operation follows the one before.
private func evidence(
  of schedule: [ScheduleStep], on register: any TwoNodeRegister
) -> PartitionWitness.Evidence? {
  var register = register
  var expected: [RegisterAnswer] = []
  var value = 0
  var answers: [Int: RegisterAnswer] = [:]
  for step in schedule {
    if case .write(let written, _) = step {
      value = written
      expected.append(.written)
    } else if case .read = step {
      expected.append(.value(value))
    }
    for reply in register.take(step) { answers[reply.operation] = reply.answer }
  }
  for (operation, right) in expected.enumerated() {
    let answer = answers[operation] ?? .refused
    if answer == .refused { return .unanswered(operation: operation) }
    if answer != right { return .notLinearizable }
  }
  return nil
}
#sourceLocation()
