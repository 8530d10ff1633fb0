import Figures
import Histories
import Simulation
import Testing

@Suite("Weak models of single operations")
struct WeakModelTests {
  private func verdict(_ model: ConsistencyModel, _ sessions: Sessions) -> ModelVerdict {
    sessions.history.check(model, of: KeyValueMap())
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
    #expect(counted == 5_220)
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
      where history.check(model, of: KeyValueMap()).isAccepted {
        for weaker in model.implies {
          let verdict = history.check(weaker, of: KeyValueMap())
          #expect(!verdict.isRejected, "\(model), but not \(weaker): \(sessions): \(verdict)")
        }
      }
    }
  }

  /// Each pair: what the history keeps, what it doesn't, and a smallest history that tells them apart.
  static let separations: [(kept: ConsistencyModel, broken: ConsistencyModel, example: String)] = [
    (.causalMemory, .sequential, "rx0 wx1 | rx0 wx2"),
  ]

  @Test("each implication is strict: a smallest history tells the models apart")
  func separated() {
    var wanted: [(kept: ConsistencyModel, broken: ConsistencyModel)] = []
    for model in ConsistencyModel.allCases where model != .linearizable && model != .regular {
      for weaker in model.implies { wanted.append((weaker, model)) }
    }
    wanted += [
      (.causalMemory, .causalConvergence), (.causalConvergence, .causalMemory),
      (.pram, .causal), (.causal, .pram), (.pram, .writesFollowReads),
    ]
    for guarantee: ConsistencyModel in [
      .readYourWrites, .monotonicReads, .monotonicWrites, .writesFollowReads,
    ] {
      for other: ConsistencyModel in [
        .readYourWrites, .monotonicReads, .monotonicWrites, .writesFollowReads,
      ] where other != guarantee { wanted.append((other, guarantee)) }
    }
    var found: [String] = []
    for count in 2...6 where !wanted.isEmpty {
      Sessions.forEach(count: count) { sessions in
        guard !wanted.isEmpty else { return }
        let history = sessions.history
        var known: [ConsistencyModel: Bool] = [:]
        let keeps = { (model: ConsistencyModel) in
          if let verdict = known[model] { return verdict }
          let verdict = history.check(model, of: KeyValueMap()).isAccepted
          known[model] = verdict
          return verdict
        }
        wanted.removeAll { pair in
          guard keeps(pair.kept), !keeps(pair.broken) else { return false }
          found.append("\(pair.kept), not \(pair.broken): \(sessions)")
          return true
        }
      }
    }
    #expect(wanted.isEmpty, "\(wanted)")
    #expect(found == [])
  }
}
