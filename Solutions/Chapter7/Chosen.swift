// Generated from Solutions/07-paxos.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest bcfa38333908d3c5

#sourceLocation(file: "Solutions/07-paxos.md", line: 1168)
public import Chapter7
internal import ExerciseSupport
internal import Simulation

/// The value that is chosen in a legal run with so many acceptors, whose events
/// these are, in any order; nil if none is. An event may be listed twice.
public func chosen(in log: [AcceptorEvent], acceptors: Int) -> String? {
  guard let moment = momentOfChoice(in: log, acceptors: acceptors),
    case .accepted(let proposal, _) = log[moment]
  else { return nil }
  return proposal.value
}

/// The position of the event by which a value was chosen first, if the log is
/// in the order of events.
public func momentOfChoice(in log: [AcceptorEvent], acceptors: Int) -> Int? {
  var voters: [Proposal<String>: Set<NodeID>] = [:]
  for (position, event) in log.enumerated() {
    guard case .accepted(let proposal, let acceptor) = event else { continue }
    voters[proposal, default: []].insert(acceptor)
    if 2 * (voters[proposal]?.count ?? 0) > acceptors { return position }
  }
  return nil
}
#sourceLocation()
