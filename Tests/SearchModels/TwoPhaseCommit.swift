public import Simulation

enum ManagerState: Hashable, Sendable {
  case working, prepared, committed, aborted
}
enum Decision: Hashable, Sendable { case none, commit, abort }

/// Two-phase commit as `TwoPhase.tla` of the TLA+ examples specifies it: managers prepare or abort on
/// their own, the coordinator's decision is a message that is never lost, and messages stay sent.
public func twoPhaseCommit(managers: Int, isSymmetric: Bool = false) -> Specification {
  var spec = Specification("two-phase commit, \(managers) managers")
  let manager = spec.variables("rmState", count: managers, initially: ManagerState.working)
  let hasSent = spec.variables("prepared sent", count: managers, initially: false)
  let isKnown = spec.variables("tmPrepared", count: managers, initially: false)
  /// The coordinator's state and the message it has sent are one: it sends as it decides.
  let decision = spec.variable("decision", initially: Decision.none)

  spec.action("TMCommit") { state in
    state[decision] == .none && isKnown.allSatisfy { state[$0] }
  } then: { state in
    state[decision] = .commit
  }
  spec.action("TMAbort") {
    $0[decision] == .none
  } then: {
    $0[decision] = .abort
  }
  for index in 0..<managers {
    spec.action("TMRcvPrepared(\(index))") { state in
      state[decision] == .none && state[hasSent[index]]
    } then: { state in
      state[isKnown[index]] = true
    }
    spec.action("RMPrepare(\(index))") { state in
      state[manager[index]] == .working
    } then: { state in
      state[manager[index]] = .prepared
      state[hasSent[index]] = true
    }
    spec.action("RMChooseToAbort(\(index))") { state in
      state[manager[index]] == .working
    } then: { state in
      state[manager[index]] = .aborted
    }
    spec.action("RMRcvCommitMsg(\(index))") { state in
      state[decision] == .commit
    } then: { state in
      state[manager[index]] = .committed
    }
    spec.action("RMRcvAbortMsg(\(index))") { state in
      state[decision] == .abort
    } then: { state in
      state[manager[index]] = .aborted
    }
  }
  spec.invariant("managers agree") { state in
    !(manager.contains { state[$0] == .committed } && manager.contains { state[$0] == .aborted })
  }
  if isSymmetric {
    spec.interchangeable((0..<managers).map { [manager[$0], hasSent[$0], isKnown[$0]] })
  }
  return spec
}
