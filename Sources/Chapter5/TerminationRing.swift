// Generated from Chapters/05-vector-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 3f58bb425e0ede38

#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 2763)
public import Simulation

/// A rule of the ring that can be left out.
public enum RingRule: String, CaseIterable, Hashable, Sendable {
  case blackenSender = "a sender of work turns black"
  case blackenToken = "a black process blackens the token"
  case holdWhileActive = "an active process keeps the token"
  case whitenProcess = "a process that hands on the token turns white"
}

/// The variables of the ring.
struct RingVariables: Sendable {
  var isActive: [Variable<Bool>]
  var isBlack: [Variable<Bool>]
  var token: Variable<Int>
  var isTokenBlack: Variable<Bool>
}
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 2786)
/// Termination detection in a ring: Dijkstra, Feijen and van Gasteren,
/// "Derivation of a Termination Detection Algorithm for Distributed
/// Computations", Information Processing Letters 1983 (EWD 840).
///
/// The steps are those of `EWD840.tla` in the TLA+ examples.
public func terminationRing(
  processes: Int, omitting rule: RingRule? = nil
) -> Specification {
  var ring = Specification("termination in a ring of \(processes)")
  let variables = RingVariables(
    isActive: (0..<processes).map {
      ring.variable("active[\($0)]", initiallyAnyOf: [false, true])
    },
    isBlack: (0..<processes).map {
      ring.variable("black[\($0)]", initiallyAnyOf: [false, true])
    },
    token: ring.variable("token", initiallyAnyOf: Array(0..<processes)),
    isTokenBlack: ring.variable("token is black", initially: true))
  ring.addRounds(variables)
  ring.addPasses(variables, omitting: rule)
  ring.addWork(variables, omitting: rule)
  ring.addProperties(variables)
  return ring
}
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 2816)
extension Specification {
  /// Processes send work to each other and become passive.
  fileprivate mutating func addWork(
    _ ring: RingVariables, omitting: RingRule?
  ) {
    let (active, black) = (ring.isActive, ring.isBlack)
    for process in active.indices {
      for other in active.indices where other != process {
        action("\(process) sends work to \(other)", isFair: false) {
          $0[active[process]]
        } then: { state in
          state[active[other]] = true
          guard other > process, omitting != .blackenSender else { return }
          state[black[process]] = true
        }
      }
      action("\(process) becomes passive", isFair: false) {
        $0[active[process]]
      } then: {
        $0[active[process]] = false
      }
    }
  }
}
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 2845)
private typealias Guard = @Sendable (StateReader) -> Bool

extension Specification {
  /// Process 0 begins a round.
  fileprivate mutating func addRounds(_ ring: RingVariables) {
    let (token, stain, black) = (ring.token, ring.isTokenBlack, ring.isBlack[0])
    let last = ring.isActive.count - 1
    let causes: [(name: String, holds: Guard)] = [
      ("the token", { $0[stain] }), ("itself", { $0[black] }),
    ]
    for cause in causes {
      action("0 begins a round because of \(cause.name)") {
        $0[token] == 0 && cause.holds($0)
      } then: { state in
        state[token] = last
        state[stain] = false
        state[black] = false
      }
    }
  }
}
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 2873)
extension Specification {
  /// All but process 0 hand the token on.
  fileprivate mutating func addPasses(
    _ ring: RingVariables, omitting: RingRule?
  ) {
    let (active, black) = (ring.isActive, ring.isBlack)
    let (token, stain) = (ring.token, ring.isTokenBlack)
    for process in 1..<active.count {
      let reasons: [(name: String, holds: Guard)] = [
        (
          "is passive",
          { omitting == .holdWhileActive || !$0[active[process]] }
        ),
        ("is black", { $0[black[process]] }),
        ("has a black token", { $0[stain] }),
      ]
      for reason in reasons {
        action("\(process) \(reason.name) and hands on the token") {
          $0[token] == process && reason.holds($0)
        } then: { state in
          state[token] = process - 1
          if state[black[process]], omitting != .blackenToken {
            state[stain] = true
          }
          if omitting != .whitenProcess { state[black[process]] = false }
        }
      }
    }
  }
}
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 2908)
extension Specification {
  /// No false alarm, and an alarm in the end.
  fileprivate mutating func addProperties(_ ring: RingVariables) {
    let hasEnded: @Sendable (StateReader) -> Bool = { state in
      ring.isActive.allSatisfy { !state[$0] }
    }
    let isDetected: @Sendable (StateReader) -> Bool = { state in
      state[ring.token] == 0 && !state[ring.isTokenBlack]
        && !state[ring.isBlack[0]] && !state[ring.isActive[0]]
    }
    invariant("what is detected has ended") { !isDetected($0) || hasEnded($0) }
    leadsTo("what has ended is detected", from: hasEnded, to: isDetected)
  }
}
#sourceLocation()
