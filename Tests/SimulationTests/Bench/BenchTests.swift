import Simulation
import Testing

private let (a, b, c, p) = (NodeID(0), NodeID(1), NodeID(2), NodeID(3))
private let roster: Roster = ["A", "B", "C", "P"]

/// A proposer's first phase on a table: what `Desk` and its twins did in a hundred lines each.
@Suite("The bench: a node that asks")
struct AskerBenchTests {
  private func asker(asksBeforeSync: Bool = false) -> Bench<Asker> {
    var bench = Bench(
      Asker(keepers: [a, b, c], asksBeforeSync: asksBeforeSync), as: p, in: roster)
    bench.everySend("a ballot is on disk before anybody hears of it") { sent, bench in
      if case .prepare(let ballot) = sent.message { bench.log.contains(ballot) } else { true }
    }
    return bench
  }

  private func prepares(_ ballot: Int, to receivers: NodeID...) -> [Sent<BallotMessage>] {
    receivers.map { Sent(.prepare(ballot), to: $0) }
  }

  @Test("it asks, hears promises, and answers; the timer is set meanwhile")
  func alone() {
    var bench = asker()
    let id = bench.ask("x")
    #expect(bench.takeSent() == prepares(1, to: a, b, c), "\(bench)")
    #expect(bench.pending == [id] && bench.timers == [.patience])
    #expect(bench.remaining(.patience) == .milliseconds(50))
    bench.hear(.promise(1), from: b)
    #expect(bench.takeSent().isEmpty && bench.responses.isEmpty, "\(bench)")
    bench.hear(.promise(1), from: c)
    #expect(bench.takeResponses() == [1], "\(bench)")
    #expect(bench.pending.isEmpty && !bench.isSet(.patience) && bench.remaining(.patience) == nil)
    #expect(bench.notes == ["asks for x"])
    #expect(bench.broken == nil && bench.misuse == nil)
  }

  @Test("those are asked again who haven't answered, each time that the timer elapses")
  func asksAgain() {
    var bench = asker()
    bench.ask("x")
    bench.hear(.promise(1), from: b)
    _ = bench.takeSent()
    #expect(bench.elapse() == .patience)
    #expect(bench.takeSent() == prepares(1, to: a, c), "\(bench)")
    #expect(bench.now == Instant(.milliseconds(50)))
    bench.pass(.milliseconds(49))
    #expect(bench.sent.isEmpty && bench.remaining(.patience) == .milliseconds(1))
    bench.pass(.milliseconds(101))
    #expect(bench.takeSent().count == 6 && bench.now == Instant(.milliseconds(200)))
  }

  @Test("after a crash it is silent until it is asked, and uses a new ballot")
  func restart() {
    var bench = asker()
    bench.ask("x")
    bench.crash()
    #expect(!bench.isUp && bench.timers.isEmpty)
    bench.restart()
    _ = bench.takeSent()
    bench.hear(.promise(1), from: a)
    bench.hear(.promise(1), from: b)
    #expect(!bench.elapse(.patience) && bench.responses.isEmpty, "\(bench)")
    bench.ask("y")
    #expect(bench.takeSent() == prepares(2, to: a, b, c), "\(bench)")
    #expect(bench.pending.count == 2)
    #expect(bench.log == [1, 2])
  }

  @Test("a rule about what leaves is kept or broken at the moment when it leaves")
  func everySend() {
    var bench = asker(asksBeforeSync: true)
    bench.ask("x")
    // Now it is on the disk; but it wasn't then.
    #expect(bench.log == [1])
    #expect(
      bench.broken == "a ballot is on disk before anybody hears of it: prepare(1) leaves for A")
  }

  @Test(
    "whatever crash cuts it off, no two operations get one ballot, unless it asks before it syncs")
  func everyCrash() {
    for isFlawed in [false, true] {
      var reused = 0
      for var bench in asker(asksBeforeSync: isFlawed).everyCrash(within: { $0.ask("x") }) {
        bench.restart()
        let heard = Set(bench.takeSent().map(\.message))
        bench.ask("y")
        if !heard.isDisjoint(with: bench.takeSent().map(\.message)) { reused += 1 }
      }
      #expect((reused > 0) == isFlawed)
    }
  }
}

@Suite("The bench: a node that keeps its word")
struct KeeperBenchTests {
  private func keeper(_ flaw: Keeper.Flaw = .none) -> Bench<Keeper> {
    Bench(Keeper(flaw: flaw), as: a, in: roster)
  }

  @Test("it promises, and refuses what is below")
  func answers() {
    var bench = keeper()
    for ballot in [2, 1, 2] { bench.hear(.prepare(ballot), from: p) }
    #expect(
      bench.takeSent().map(\.message) == [.promise(2), .refused(1, promised: 2), .promise(2)],
      "\(bench)")
    #expect(!bench.effects.contains { $0.isWrite })
  }

  @Test("every crash of an event is there once: before it, between its effects, and after it")
  func everyCrash() {
    let benches = keeper().everyCrash { $0.hear(.prepare(7), from: p) }
    // Nothing; the record whole, or torn; and whole with the promise given.
    #expect(benches.map(\.disk.synced.slots) == [[], [.whole(7)], [.torn], [.whole(7)]])
    #expect(benches.map(\.sent.count) == [0, 0, 0, 1])
    #expect(benches.allSatisfy { !$0.isUp })
    #expect(keeper().everyCrash { $0.elapse() }.count == 1)
  }

  /// The ballots of the messages that make it break its word after a crash.
  private func brokenPromises(_ flaw: Keeper.Flaw) -> Int {
    var broken = 0
    for ballot in 1...3 {
      for var bench in keeper(flaw).everyCrash(within: { $0.hear(.prepare(ballot), from: p) }) {
        bench.restart()
        for var next in bench.everyCrash(within: { $0.hear(.prepare(3), from: p) }) {
          next.restart()
          let promised = next.sent.compactMap {
            if case .promise(let ballot) = $0.message { ballot } else { nil }
          }
          next.hear(.prepare(1), from: p)
          if promised.contains(where: { $0 > 1 }), next.sent.last?.message == .promise(1) {
            broken += 1
          }
        }
      }
    }
    return broken
  }

  @Test("it keeps its word whatever crash cuts off whichever message; who has a flaw doesn't")
  func crashes() {
    #expect(brokenPromises(.none) == 0)
    #expect(brokenPromises(.promisesBeforeSync) > 0)
    #expect(brokenPromises(.trustsTornLog) > 0)
  }

  @Test("the test may play the disk")
  func disk() {
    var bench = keeper()
    bench.disk.append(5)
    bench.crash(losing: 1, tearing: true)
    bench.restart()
    #expect(bench.node.promised == 0 && bench.disk.synced.slots == [.whole(0)], "\(bench)")
    bench.disk.append(6)
    bench.crash(losing: 0)
    bench.restart()
    #expect(bench.node.promised == 6)
  }

  @Test("benches are variables of a specification: two askers never get one ballot of one keeper")
  func specification() {
    for flaw in [Keeper.Flaw.none, .promisesBeforeSync] {
      var model = Specification("keeper")
      var bench = keeper(flaw)
      bench.keepsStory = false
      let table = model.variable("keeper", initially: bench)
      let crashes = model.variable("crashes", initially: 1)
      let given = model.variable("promises", initially: [Int]())
      for ballot in 1...2 {
        for crash in 0...3 {
          model.action("prepare \(ballot), cut off after \(crash)") {
            crash == 3 || $0[crashes] > 0
          } then: { state in
            if crash == 3 {
              state[table].hear(.prepare(ballot), from: p)
            } else {
              state[crashes] -= 1
              state[table].crash(afterEffects: crash) { $0.hear(.prepare(ballot), from: p) }
              state[table].restart()
            }
            for case .promise(let ballot) in state[table].takeSent().map(\.message)
            where state[given].last != ballot {
              state[given].append(ballot)
            }
          }
        }
      }
      model.invariant("promises only rise") { $0[given] == $0[given].sorted() }
      model.goal("both are promised") { $0[given] == [1, 2] }
      let report = model.search()
      #expect(report.holds == (flaw == .none), "\(report)")
    }
  }
}
