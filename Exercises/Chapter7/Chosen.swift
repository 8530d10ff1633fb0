public import Chapter7
internal import ExerciseSupport
internal import Simulation

/// The value that is chosen in a legal run with so many acceptors, whose events
/// these are, in any order; nil if none is. An event may be listed twice.
///
/// Our solution has 11 lines, for both functions.
public func chosen(in log: [AcceptorEvent], acceptors: Int) -> String? {
  unimplemented("chosen", returning: nil)
}

/// The position of the event by which a value was chosen first, if the log is
/// in the order of events.
public func momentOfChoice(in log: [AcceptorEvent], acceptors: Int) -> Int? {
  unimplemented("momentOfChoice", returning: nil)
}
