import Simulation
import Testing

/// For every kind of fault: a correct protocol lives with it, and a wrong one is caught.
@Suite("The adversary")
struct FaultTests {
  private let seeds: Range<UInt64> = 0..<60
  private let a = NodeID(0)
  private let b = NodeID(1)
  private let c = NodeID(2)

  // MARK: Links

  private func pings(isPatient: Bool) -> Scenario<Pinger.Message> {
    let system = pingPong(rounds: 5, link: Link(loss: 0.2), isPatient: isPatient)
    return Scenario(
      "loss", system,
      checks: [
        .progress("every ping is answered") { world in
          let answered = world[NodeID(0), as: Pinger.self].answered
          return answered == 5 ? nil : "\(answered) of 5"
        }
      ])
  }

  @Test("loss: who asks again is answered; who waits, waits for ever")
  func loss() throws {
    #expect(pings(isPatient: false).check(seeds: seeds).failure == nil)
    let failure = try #require(pings(isPatient: true).check(seeds: seeds).failure)
    #expect(failure.violation.property == "every ping is answered")
    #expect(failure.schedule.contains { if case .lose = $0.choice { true } else { false } })
  }

  private func counting(
    _ flaw: CounterServer.Flaw, link: Link = Link(), faults: [Fault] = []
  ) -> Scenario<CounterMessage> {
    Scenario(
      "counter", counter(flaw: flaw, link: link), checks: [countsEachOnce, answersAll],
      faults: faults, for: .seconds(20))
  }

  @Test("duplication: who knows what it has counted counts once; who doesn't, twice")
  func duplication() throws {
    let link = Link(duplication: 0.3)
    #expect(counting(.none, link: link).check(seeds: seeds).failure == nil)
    let failure = try #require(counting(.countsTwice, link: link).check(seeds: seeds).failure)
    #expect(failure.violation.property == "each increment counts once")
  }

  private func transferring(marks: Int, isFIFO: Bool) -> Scenario<TransferMessage> {
    let link = Link(
      delay: .uniform(.milliseconds(1) ... .milliseconds(40)), loss: 0.1, duplication: 0.1,
      isFIFO: isFIFO)
    return Scenario(
      "transfer", transfer(count: 12, marks: marks, link: link), invariants: [deliversInOrder],
      checks: [
        .progress("all numbers arrive") { world in
          let count = world[NodeID(1), as: TransferReceiver.self].delivered.count
          return count == 12 ? nil : "\(count) of 12"
        }
      ], for: .seconds(30))
  }

  @Test("reordering: one bit is enough on FIFO links, and not enough where messages overtake")
  func reordering() throws {
    #expect(transferring(marks: 2, isFIFO: true).check(seeds: seeds).failure == nil)
    #expect(transferring(marks: 1_000, isFIFO: false).check(seeds: seeds).failure == nil)
    let failure = try #require(transferring(marks: 2, isFIFO: false).check(seeds: seeds).failure)
    #expect(failure.violation.property == "numbers are delivered in order")
  }

  private func electing(quorum: Int, _ faults: [Fault]) -> Scenario<Elector.Message> {
    Scenario(
      "election", election(quorum: quorum), invariants: [oneLeaderAnEpoch],
      checks: [
        .progress("somebody leads") { world in
          let leads = (0..<3).contains { !world[NodeID($0), as: Elector.self].led.isEmpty }
          return leads ? nil : "nobody does"
        }
      ], faults: faults, for: .seconds(1))
  }

  @Test("a two-way partition: a majority is on one side at most; one vote is on each")
  func partition() throws {
    let split = [Fault.partition([a], [b, c], at: .zero, for: .milliseconds(500))]
    #expect(electing(quorum: 2, split).check(seeds: seeds).failure == nil)
    #expect(electing(quorum: 1, []).check(seeds: seeds).failure == nil)
    let failure = try #require(electing(quorum: 1, split).check(seeds: seeds).failure)
    #expect(failure.violation.property == "an epoch has one leader")
  }

  @Test("a one-way partition: who isn't heard hears, and that isn't enough")
  func oneWayPartition() throws {
    let deaf = [Fault.cut(from: [a], to: [b, c], at: .zero)]
    #expect(electing(quorum: 2, deaf).check(seeds: seeds).failure == nil)
    #expect(electing(quorum: 1, deaf).check(seeds: seeds).failure != nil)
  }

  // MARK: Crashes

  private func crashing(_ flaw: CounterServer.Flaw) -> Scenario<CounterMessage> {
    counting(flaw).faults(FaultBudget(crashes: 3, window: .milliseconds(600)), against: [a])
  }

  @Test("a crash: what was synced before the answer survives it, what wasn't may not")
  func crash() throws {
    let wide: Range<UInt64> = 0..<400
    #expect(crashing(.none).check(seeds: wide).failure == nil)
    let failure = try #require(crashing(.answersBeforeSync).check(seeds: wide).failure)
    #expect(failure.violation.property == "each increment counts once")
    #expect(failure.schedule.contains { if case .crash = $0.choice { true } else { false } })
  }

  private func tearing(_ flaw: CounterServer.Flaw) -> Scenario<CounterMessage> {
    // The first crash comes between the append and the sync of an event, and tears the record.
    let torn = Fault.crash(
      a, afterEffects: 1, at: .milliseconds(32), for: .milliseconds(20),
      storage: .losing(1, tearing: true))
    return counting(flaw, faults: [torn, .crash(a, at: .milliseconds(160), for: .milliseconds(9))])
  }

  @Test("a torn record: who cuts it off loses nothing more; who appends behind it does")
  func tornRecord() throws {
    #expect(tearing(.none).check(seeds: seeds).failure == nil)
    let failure = try #require(tearing(.trustsTornLog).check(seeds: seeds).failure)
    #expect(failure.violation.property == "each increment counts once")
  }

  // MARK: Time

  @Test("a pause: a fenced store refuses the late write, an open one takes it")
  func pause() throws {
    func scenario(isFenced: Bool) -> Scenario<LeaseMessage> {
      // X or Y, whoever is first, sleeps through its lease.
      let sleep = [NodeID(2), NodeID(3)].map {
        Fault.pause($0, at: .milliseconds(8), for: .milliseconds(150))
      }
      return Scenario(
        "pause", lease(margin: .zero, isFenced: isFenced), invariants: [writesInOrder],
        faults: [sleep[0]])
    }
    #expect(scenario(isFenced: true).check(seeds: seeds).failure == nil)
    let failure = try #require(scenario(isFenced: false).check(seeds: seeds).failure)
    #expect(failure.violation.property == "no late write gets through")
    #expect(failure.faults.count == 1)
  }

  @Test("a slow clock: a margin covers it; without one, two hold the lock")
  func slowClock() throws {
    func scenario(margin: Duration) -> Scenario<LeaseMessage> {
      var system = lease(margin: margin, isFenced: true)
      for node in [NodeID(2), NodeID(3)] {
        system.clocks[node] = ClockError(offset: .seconds(7), partsPerMillion: -100_000)
      }
      return Scenario("clock", system, invariants: [oneHolder])
    }
    #expect(scenario(margin: .milliseconds(20)).check(seeds: seeds).failure == nil)
    #expect(scenario(margin: .zero).check(seeds: seeds).failure != nil)
  }

  // MARK: Lies

  enum Liar: CaseIterable { case scripted, twoFaced, gossip, silent }

  private func lying(_ liar: Liar, quorum: Int) -> Scenario<Echoer.Message> {
    var system = echoBroadcast(quorum: quorum)
    switch liar {
    case .scripted:
      system.replace(
        a,
        with: Scripted([.init(.initial("attack"), to: [b]), .init(.initial("retreat"), to: [c])]))
    case .twoFaced:
      let faces = ["attack", "retreat"].map { Echoer(value: $0, quorum: quorum) }
      system.replace(a, with: TwoFaced(faces[0], to: [b], andElse: faces[1]))
    case .gossip:
      system.replace(
        a, with: Gossip(making: [.initial("attack"), .initial("retreat")], budget: 12))
    case .silent: system.replace(a, with: Silent())
    }
    return Scenario("lies", system, invariants: [honestAgree])
  }

  @Test(
    "a Byzantine sender: a quorum of echoes keeps the honest together", arguments: Liar.allCases)
  func liesSurvived(liar: Liar) {
    #expect(lying(liar, quorum: 3).check(seeds: seeds).failure == nil)
  }

  @Test(
    "a Byzantine sender: who believes it is split",
    arguments: [Liar.scripted, .twoFaced, .gossip])
  func liesBelieved(liar: Liar) throws {
    let failure = try #require(lying(liar, quorum: 0).check(seeds: seeds).failure)
    #expect(failure.violation.property == "honest nodes deliver one value")
  }
}
