internal import ExerciseSupport
public import Simulation

public enum LinearizabilityVerdict: Hashable, Sendable {
  /// All completed operations and some pending ones, in an order that respects
  /// real time and explains every response.
  case linearizable([OperationID])
  /// The history's first so many events (invocations and responses) can't be
  /// explained, and one fewer can.
  case violation(events: Int)
}

/// Whether the history is one of a machine that was in the state `initial` at
/// first.
///
/// Exponential only in the number of operations that one part has under way at
/// a time. Our solution has 60 lines.
public func checkLinearizability<Machine: StateMachine>(
  of history: History<Machine.Operation, Machine.Response>,
  from initial: Machine
) -> LinearizabilityVerdict {
  unimplemented("checkLinearizability", returning: .linearizable([]))
}
