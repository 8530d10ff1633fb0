public import Chapter6
internal import ExerciseSupport

/// Where a trace breaks a guarantee; nil if it keeps it.
///
/// - Parameter trace: the operations in the order in which they were answered;
///   a session's operations stand in its own order, and a write stands before
///   all reads whose server had applied it. Our solution has 41 lines.
public func violation(
  of guarantee: SessionPromise, in trace: [SessionEvent]
) -> SessionWitness? {
  unimplemented("violation", returning: nil)
}
