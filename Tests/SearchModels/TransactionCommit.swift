public import Simulation

/// What two-phase commit implements, as `TCommit.tla` of the TLA+ examples specifies it: each manager
/// decides at once on what it knows of all others.
public func transactionCommit(managers: Int) -> Specification {
  var spec = Specification("transaction commit, \(managers) managers")
  let manager = spec.variables("rmState", count: managers, initially: ManagerState.working)
  for index in 0..<managers {
    spec.action("Prepare(\(index))") { state in
      state[manager[index]] == .working
    } then: { state in
      state[manager[index]] = .prepared
    }
    spec.action("Commit(\(index))") { state in
      state[manager[index]] == .prepared
        && manager.allSatisfy { [.prepared, .committed].contains(state[$0]) }
    } then: { state in
      state[manager[index]] = .committed
    }
    spec.action("Abort(\(index))") { state in
      [.working, .prepared].contains(state[manager[index]])
        && !manager.contains { state[$0] == .committed }
    } then: { state in
      state[manager[index]] = .aborted
    }
  }
  spec.invariant("managers agree") { state in
    !(manager.contains { state[$0] == .committed } && manager.contains { state[$0] == .aborted })
  }
  return spec
}
