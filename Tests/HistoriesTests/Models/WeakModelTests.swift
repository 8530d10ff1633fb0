import Histories
import Simulation
import Testing

@Suite("Weak models of single operations")
struct WeakModelTests {
  private func verdict(_ model: ConsistencyModel, _ sessions: Sessions) -> ModelVerdict {
    sessions.history.check(model, of: KeyValueStore())
  }

  @Test("patterns and definitions agree on every history of up to four operations of three clients")
  func agreesOnAllSmall() {
    var counted = 0
    for count in 1...4 {
      Sessions.forEach(count: count) { sessions in
        counted += 1
        compare(sessions)
      }
    }
    #expect(counted == 1_783)
  }

  @Test("they agree on random histories of seven operations", arguments: [1, 2, 3] as [UInt64])
  func agreesOnRandom(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<700 { compare(Sessions.random(&random, count: 7)) }
  }

  private func compare(_ sessions: Sessions) {
    let oracle = ModelOracle(sessions)
    let expected: [(ConsistencyModel, Bool)] = [
      (.causal, oracle.causal), (.causalMemory, oracle.memory), (.pram, oracle.pipelined),
      (.causalConvergence, oracle.convergent),
    ]
    for (model, isAllowed) in expected {
      #expect(verdict(model, sessions).isAccepted == isAllowed, "\(model): \(sessions)")
    }
  }

  @Test("what keeps a model keeps the weaker ones", arguments: [11, 12, 13] as [UInt64])
  func implications(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<1500 {
      let sessions = Sessions.random(&random, count: 3 + Int(random.next() % 5))
      let history = sessions.history(&random, allowsPending: true)
      for model in ConsistencyModel.allCases
      where history.check(model, of: KeyValueStore()).isAccepted {
        for weaker in model.implies {
          let verdict = history.check(weaker, of: KeyValueStore())
          #expect(!verdict.isRejected, "\(model), but not \(weaker): \(sessions): \(verdict)")
        }
      }
    }
  }

  static let guarantees: [ConsistencyModel] = [
    .readYourWrites, .monotonicReads, .monotonicWrites, .writesFollowReads,
  ]

  /// The pairs that must be told apart: a model that is kept, and one that is broken all the same.
  static var pairs: [(kept: ConsistencyModel, broken: ConsistencyModel)] {
    let strict = [.sequential, .causalMemory, .causalConvergence, .causal, .pram]
      .flatMap { (model: ConsistencyModel) in model.implies.map { (kept: $0, broken: model) } }
    let apart = guarantees.flatMap { kept in
      guarantees.filter { $0 != kept }.map { (kept: kept, broken: $0) }
    }
    return strict + apart
      + [
        (.causalMemory, .causalConvergence), (.pram, .causal), (.causal, .pram),
        (.pram, .writesFollowReads),
      ]
  }

  @Test("no implication holds the other way round: the smallest histories that show it")
  func separated() {
    var wanted = Self.pairs
    var found: [String] = []
    for count in 1...5 {
      Sessions.forEach(count: count) { sessions in
        let history = sessions.history
        wanted.removeAll { pair in
          guard history.check(pair.kept, of: KeyValueStore()).isAccepted,
            history.check(pair.broken, of: KeyValueStore()).isRejected
          else { return false }
          found.append("\(pair.kept), not \(pair.broken): \(sessions)")
          return true
        }
      }
    }
    #expect(wanted.isEmpty)
    #expect(found == Self.smallest)
  }

  static let smallest = [
    "monotonic reads, not causal: x=1 x?-",
    "monotonic writes, not causal: x=1 x?-",
    "writes follow reads, not causal: x=1 x?-",
    "monotonic reads, not PRAM: x=1 x?-",
    "monotonic writes, not PRAM: x=1 x?-",
    "monotonic reads, not read your writes: x=1 x?-",
    "monotonic writes, not read your writes: x=1 x?-",
    "writes follow reads, not read your writes: x=1 x?-",
    "read your writes, not causal: x?1 x=1",
    "read your writes, not PRAM: x?1 x=1",
    "read your writes, not monotonic reads: x?1 x?- | x=1",
    "monotonic writes, not monotonic reads: x?1 x?- | x=1",
    "writes follow reads, not monotonic reads: x?1 x?- | x=1",
    "read your writes, not writes follow reads: x?1 x=1 | x?1 x?-",
    "monotonic writes, not writes follow reads: x?1 x=1 | x?1 x?-",
    "monotonic reads, not writes follow reads: x?1 x=1 | x?1 x?1",
    "read your writes, not monotonic writes: x=1 x=2 | x?2 x?-",
    "writes follow reads, not monotonic writes: x=1 x=2 | x?2 x?-",
    "causal memory, not sequential: x=1 x?2 | x=2 x?1",
    "causal, not causal convergence: x=1 x?2 | x=2 x?1",
    "causal memory, not causal convergence: x=1 x?2 | x=2 x?1",
    "monotonic reads, not monotonic writes: x=1 y=2 | y?2 x?-",
    "causal convergence, not sequential: x=1 y?- | y=2 x?-",
    "PRAM, not causal memory: x?2 x=1 | x?1 x=2",
    "PRAM, not causal: x?2 x=1 | x?1 x=2",
    "causal, not causal memory: x=1 x?2 x?1 | x=2",
    "causal, not PRAM: x=1 x?2 x?1 | x=2",
    "PRAM, not writes follow reads: x?2 x=1 | x?1 x?2 | x=2",
  ]

  @Test("causal convergence doesn't imply causal memory")
  func convergenceIsNotMemory() throws {
    let sessions = try Sessions("z=1 x=2 y=3 | x=4 z?- y?3 x?4")
    #expect(verdict(.causalConvergence, sessions) == .accepted)
    #expect(verdict(.causalMemory, sessions).isRejected)
  }
}
