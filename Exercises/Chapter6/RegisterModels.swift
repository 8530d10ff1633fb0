public import Chapter6
internal import ExerciseSupport
public import Simulation

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

/// Whether a register with that promise may produce the history.
///
/// Our solution has 32 lines.
public func accepts(
  _ model: RegisterModel, _ history: RegisterHistory
) -> Bool {
  unimplemented("accepts", returning: false)
}
