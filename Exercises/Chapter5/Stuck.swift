public import Chapter5
internal import ExerciseSupport

/// The processes that wait and can never go on.
///
/// A process that doesn't wait, active or passive, sooner or later grants all
/// that it's asked for. One that waits grants nothing until it goes on, and
/// then does so, too. A grant on its way arrives, and counts for its receiver
/// as granted by its sender. Messages with work free nobody who waits.
///
/// Our solution of both functions has 16 lines.
public func deadlocked(_ snapshot: WaitSnapshot) -> Set<Int> {
  unimplemented("deadlocked", returning: [])
}

/// Whether nothing will ever happen again, with all work done: every process is
/// passive, and no message of any kind is on its way.
public func terminated(_ snapshot: WaitSnapshot) -> Bool {
  unimplemented("terminated", returning: false)
}
