public import Simulation

/// Paxos as `Paxos.tla` of the TLA+ examples specifies it, for one acceptor, one value and two ballots
/// (`MCPaxos.cfg`): messages are a set that only grows.
public func paxosSpecification() -> Specification {
  var spec = Specification("Paxos, one acceptor")
  let ballots = 0..<2
  let maximum = spec.variable("maxBal", initially: -1)
  let voted = spec.variable("maxVBal", initially: -1)
  let prepare = spec.variables("1a", count: 2, initially: false)
  /// By ballot, the promises sent: each with the ballot of the last vote.
  let promise = spec.variables("1b", count: 2, initially: [Int]())
  let accept = spec.variables("2a", count: 2, initially: false)
  let accepted = spec.variables("2b", count: 2, initially: false)
  for ballot in ballots {
    spec.action("Phase1a(\(ballot))") { $0[prepare[ballot]] = true }
    spec.action("Phase1b(\(ballot))") { state in
      state[prepare[ballot]] && ballot > state[maximum]
    } then: { state in
      state[maximum] = ballot
      let sent = state[promise[ballot]]
      let last = state[voted]
      if !sent.contains(last) { state[promise[ballot]] = (sent + [last]).sorted() }
    }
    // With one value, whatever the promises show allows it.
    spec.action("Phase2a(\(ballot))") { state in
      !state[accept[ballot]] && !state[promise[ballot]].isEmpty
    } then: { state in
      state[accept[ballot]] = true
    }
    spec.action("Phase2b(\(ballot))") { state in
      state[accept[ballot]] && ballot >= state[maximum]
    } then: { state in
      state[maximum] = ballot
      state[voted] = ballot
      state[accepted[ballot]] = true
    }
  }
  spec.invariant("no vote beyond the promise") { $0[voted] <= $0[maximum] }
  spec.goal("a vote in the last ballot") { $0[accepted[1]] }
  return spec
}
