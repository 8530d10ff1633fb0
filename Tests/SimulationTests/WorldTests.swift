import Simulation
import Testing

@Suite("The world")
struct WorldTests {
  /// Notes what happens to it and when, by its own clock.
  struct Diary: Node {
    enum Message: Hashable, Sendable { case number(Int) }
    enum Timer: Hashable, Sendable { case one, two }
    typealias Record = Int

    var plan: [Step] = []
    var heard: [Int] = []
    var fired: [Timer] = []
    var times: [Instant] = []
    var recovered: StableLog<Int>?

    enum Step: Hashable, Sendable {
      case send(Int, NodeID), set(Timer, Int), cancel(Timer), append(Int), rewrite([Int]), sync
    }

    func start(_ context: inout Context<Self>) {
      for step in plan {
        switch step {
        case .send(let number, let to): context.send(.number(number), to: to)
        case .set(let timer, let delay): context.set(timer, after: .milliseconds(delay))
        case .cancel(let timer): context.cancel(timer)
        case .append(let record): context.append(record)
        case .rewrite(let records): context.rewrite(records)
        case .sync: context.sync()
        }
      }
    }

    mutating func receive(_ message: Message, from: NodeID, _ context: inout Context<Self>) {
      if case .number(let number) = message { heard.append(number) }
      times.append(context.now)
    }

    mutating func fire(_ timer: Timer, _ context: inout Context<Self>) {
      fired.append(timer)
      times.append(context.now)
    }

    mutating func restart(recovering log: StableLog<Int>, _ context: inout Context<Self>) {
      recovered = log
    }
  }

  private let a = NodeID(0)
  private let b = NodeID(1)

  private func world(
    _ plan: [Diary.Step], link: Link = Link(), clock: ClockError = ClockError(), seed: UInt64 = 1,
    faults: [Fault] = []
  ) -> World<Diary.Message> {
    var system = System<Diary.Message>()
    system.links.standard = link
    system.clocks[NodeID(0)] = clock
    system.add("A", Diary(plan: plan))
    system.add("B", Diary())
    let world = World(system, seed: seed, faults: faults)
    world.run()
    return world
  }

  @Test("a timer that is set again starts again; a cancelled one doesn't fire")
  func timers() {
    let world = world([
      .set(.one, 10), .set(.two, 5), .set(.one, 20), .cancel(.two), .cancel(.two), .set(.two, 30),
    ])
    #expect(world[a, as: Diary.self].fired == [.one, .two])
    #expect(
      world[a, as: Diary.self].times == [Instant(.milliseconds(20)), Instant(.milliseconds(30))])
  }

  @Test("a clock that runs fast fires early and shows its own time")
  func clocks() {
    let fast = ClockError(offset: .seconds(1), partsPerMillion: 1_000_000)
    let world = world([.set(.one, 100)], clock: fast)
    #expect(world.currentTime == Instant(.milliseconds(50)))
    #expect(world[a, as: Diary.self].times == [Instant(.milliseconds(1_100))])
  }

  @Test("a clock that changes its rate moves pending timers")
  func clockFault() {
    let slow = ClockError(partsPerMillion: -500_000)
    let world = world(
      [.set(.one, 100)], faults: [.clock(a, slow, at: .milliseconds(50), for: .milliseconds(60))])
    // 50 ms at full rate, 60 ms at half rate, the last 20 ms at full rate.
    #expect(world.currentTime == Instant(.milliseconds(130)))
  }

  @Test("a message to oneself arrives, later but at the same time, whatever the links lose")
  func loopback() {
    let world = world([.send(1, a), .send(2, a)], link: Link(loss: 1))
    #expect(world[a, as: Diary.self].heard == [1, 2])
    #expect(world.currentTime == .start)
  }

  @Test("FIFO links keep the order, others don't", arguments: [true, false])
  func order(isFIFO: Bool) {
    let link = Link(delay: .exponential(mean: .milliseconds(5)), isFIFO: isFIFO)
    let world = world((0..<50).map { .send($0, b) }, link: link)
    let heard = world[b, as: Diary.self].heard
    #expect(heard.sorted() == Array(0..<50))
    #expect((heard == heard.sorted()) == isFIFO)
  }

  @Test("a message is cut if its link is cut when it is sent or when it would arrive, only then")
  func cuts() {
    let slow = Link(delay: .constant(.milliseconds(10)))
    func heard(_ begin: Int, _ span: Int) -> Int {
      let cut = Fault.cut(from: [a], to: [b], at: .milliseconds(begin), for: .milliseconds(span))
      var system = System<Diary.Message>()
      system.links.standard = slow
      system.add("A", Diary(plan: [.send(1, b)]))
      system.add("B", Diary())
      let world = World(system, seed: 1, faults: [cut])
      world.run()
      return world[b, as: Diary.self].heard.count
    }
    #expect(heard(2, 3) == 1)
    #expect(heard(2, 20) == 0)
    #expect(heard(12, 20) == 1)
  }

  @Test("a cut in one direction leaves the other open")
  func oneWay() {
    var system = System<Diary.Message>()
    system.add("A", Diary(plan: [.send(1, b)]))
    system.add("B", Diary(plan: [.send(2, a)]))
    let world = World(system, seed: 1, faults: [.cut(from: [a], to: [b], at: .zero)])
    world.run()
    #expect(world[a, as: Diary.self].heard == [2])
    #expect(world[b, as: Diary.self].heard == [])
  }

  @Test("a crashed node hears nothing and its timers are gone; it restarts from what it synced")
  func crash() {
    let world = world(
      [.append(1), .append(2), .sync, .append(3), .append(4), .set(.one, 50), .send(7, a)],
      faults: [
        .crash(
          a, at: .milliseconds(1), for: .milliseconds(4), storage: .losing(1, tearing: true))
      ])
    let node = world[a, as: Diary.self]
    #expect(node.recovered?.slots == [.whole(1), .whole(2), .whole(3), .torn])
    #expect(node.recovered?.records == [1, 2, 3])
    #expect(node.heard.isEmpty)
    #expect(node.fired.isEmpty)
  }

  @Test("a rewrite survives whole or not at all", arguments: [0, 1])
  func rewrite(kept: Int) {
    let world = world(
      [.append(1), .sync, .rewrite([8, 9])],
      faults: [
        .crash(
          a, at: .milliseconds(1), for: .milliseconds(1),
          storage: .losing(1 - kept, tearing: true))
      ])
    #expect(
      world[a, as: Diary.self].recovered?.slots
        == (kept == 0 ? [.whole(1)] : [.whole(8), .whole(9)]))
  }

  @Test("a crash within an event lets the first effects through and no other", arguments: 0..<3)
  func crashWithin(count: Int) {
    struct Teller: Node {
      typealias Message = Int
      enum Timer: Hashable, Sendable { case tell }
      var heard = 0
      func start(_ context: inout Context<Self>) {
        if context.id == NodeID(0) { context.set(.tell, after: .milliseconds(5)) }
      }
      func fire(_ timer: Timer, _ context: inout Context<Self>) {
        context.send(1, to: NodeID(1))
        context.send(2, to: NodeID(1))
        context.send(3, to: NodeID(1))
      }
      mutating func receive(_ message: Int, from: NodeID, _ context: inout Context<Self>) {
        heard += 1
      }
    }
    var system = System<Int>()
    system.add("A", Teller())
    system.add("B", Teller())
    let world = World(
      system, seed: 0, faults: [.crash(a, afterEffects: count, at: .milliseconds(1))])
    world.run()
    #expect(world[b, as: Teller.self].heard == count)
    #expect(!world.isUp(a))
  }

  @Test("operations are answered in a closed loop; one that a crash swallows stays pending")
  func history() {
    let server = NodeID(0)
    let system = counter(clients: 1, operations: 3, link: .reliable)
    let whole = World(system, seed: 2)
    whole.run()
    let done = whole.history(of: CounterClient.self)
    #expect(done.completed.map(\.response) == [1, 2, 3])
    #expect(done.entries[0].precedes(done.entries[1]))
    #expect(!done.entries[1].precedes(done.entries[0]))
    let broken = World(system, seed: 2, faults: [.crash(server, at: .milliseconds(40))])
    broken.run(for: .seconds(1))
    #expect(broken.history(of: CounterClient.self).pending.count == 1)
  }

  @Test("scheduled operations come at their times")
  func scheduled() {
    var system = System<CounterMessage>()
    let server = system.add("server", CounterServer())
    system.add(
      "client", CounterClient(server: server),
      work: .scheduled([(.milliseconds(5), "one"), (.milliseconds(900), "two")]))
    let world = World(system, seed: 1)
    world.run()
    let history = world.history(of: CounterClient.self)
    #expect(
      history.entries.map(\.invoked.time) == [
        Instant(.milliseconds(5)), Instant(.milliseconds(900)),
      ])
    #expect(history.pending.isEmpty)
  }

  @Test("an invariant is checked after every event, and ends the run where it falls")
  func invariants() {
    let few = Invariant<Diary.Message>("B hears at most two") { view in
      view[NodeID(1), as: Diary.self].heard.count <= 2 ? nil : "it heard a third"
    }
    var system = System<Diary.Message>()
    system.add("A", Diary(plan: (0..<9).map { .send($0, b) }))
    system.add("B", Diary())
    let world = World(system, seed: 1, invariants: [few])
    let expected = Violation(property: "B hears at most two", message: "it heard a third")
    #expect(world.run() == .failed(expected))
    #expect(world[b, as: Diary.self].heard.count == 3)
    #expect(world.messagesInFlight.count == 6)
  }

  @Test("a run can be stopped and goes on as if it hadn't been")
  func pieces() {
    let system = counter(link: Link(loss: 0.1))
    let whole = World(system, seed: 9)
    whole.run()
    let pieces = World(system, seed: 9)
    while pieces.run(events: 3) == .eventLimit {}
    #expect(whole.trace.text == pieces.trace.text)
    let untraced = World(system, seed: 9, isTracing: false)
    untraced.run()
    #expect(untraced.statistics == whole.statistics)
  }
}
