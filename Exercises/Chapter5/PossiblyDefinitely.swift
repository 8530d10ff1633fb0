public import Chapter3
public import Chapter5
internal import ExerciseSupport

/// A consistent cut of the run in which the condition holds, any one of them;
/// nil if there is none.
///
/// The run has at most 1,296 consistent cuts, the first and the last included.
/// The condition is asked about consistent cuts only, with one count for each
/// of `processes` processes.
///
/// Our solution of both functions has 12 lines.
public func possibly(
  _ run: Execution, processes: Int, _ condition: (Cut) -> Bool
) -> Cut? {
  unimplemented("possibly", returning: nil)
}

/// Whether every path through the consistent cuts, from the first to the last,
/// meets one in which the condition holds.
public func definitely(
  _ run: Execution, processes: Int, _ condition: (Cut) -> Bool
) -> Bool {
  unimplemented("definitely", returning: false)
}
