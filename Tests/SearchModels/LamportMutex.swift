public import Simulation

private enum Note: Hashable, Sendable {
  case request(Int)
  case acknowledge, release
}

/// Lamport's mutual exclusion ("Time, Clocks, and the Ordering of Events in a Distributed System",
/// 1978) as `LamportMutex.tla` of the TLA+ examples specifies it, with clocks up to a limit.
public func lamportMutex(processes: Int, maximumClock: Int) -> Specification {
  var spec = Specification("Lamport's mutual exclusion, \(processes) processes")
  let all = Array(0..<processes)
  let clock = spec.variables("clock", count: processes, initially: 1)
  /// The clock of a request that one process got from another, 0 if there is none.
  let requests = all.map { spec.variables("req[\($0)]", count: processes, initially: 0) }
  let acknowledged = spec.variables("ack", count: processes, initially: [Int]())
  /// First in, first out, from the first index to the second.
  let queue = all.map { spec.variables("network[\($0)]", count: processes, initially: [Note]()) }
  let isCritical = spec.variables("crit", count: processes, initially: false)

  for p in all {
    let others = all.filter { $0 != p }
    spec.action("Request(\(p))") { state in
      state[requests[p][p]] == 0
    } then: { state in
      let now = state[clock[p]]
      state[requests[p][p]] = now
      for q in others { state[queue[p][q]].append(.request(now)) }
      state[acknowledged[p]] = [p]
    }
    spec.action("Enter(\(p))") { state in
      let own = state[requests[p][p]]
      return state[acknowledged[p]] == all
        && others.allSatisfy { q in
          let theirs = state[requests[p][q]]
          return theirs == 0 || (own, p) < (theirs, q)
        }
    } then: { state in
      state[isCritical[p]] = true
    }
    spec.action("Exit(\(p))") { state in
      state[isCritical[p]]
    } then: { state in
      state[isCritical[p]] = false
      for q in others { state[queue[p][q]].append(.release) }
      state[requests[p][p]] = 0
      state[acknowledged[p]] = []
    }
    for q in others {
      spec.action("Receive(\(p), \(q))") { state in
        !state[queue[q][p]].isEmpty
      } then: { state in
        switch state[queue[q][p]].removeFirst() {
        case .request(let time):
          state[requests[p][q]] = time
          state[clock[p]] = max(state[clock[p]], time) + 1
          state[queue[p][q]].append(.acknowledge)
        case .acknowledge:
          let known = state[acknowledged[p]]
          if !known.contains(q) { state[acknowledged[p]] = (known + [q]).sorted() }
        case .release:
          state[requests[p][q]] = 0
        }
      }
    }
  }
  for p in all {
    spec.constrain("clocks up to \(maximumClock)") { $0[clock[p]] <= maximumClock }
    for q in all {
      spec.invariant("bounded network") { $0[queue[p][q]].count <= 3 }
      guard p < q else { continue }
      spec.invariant("mutual exclusion") { !($0[isCritical[p]] && $0[isCritical[q]]) }
    }
  }
  return spec
}
