// Generated from Chapters/04-primary-backup.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 93a0ab81a0b8b5f4

#sourceLocation(file: "Chapters/04-primary-backup.md", line: 4093)
import Chapter2
import Chapter4
import Exercise4
import ExerciseTesting
import Histories
import Simulation
import Testing

private typealias Server = ManyCallsServer<KeyValueStore>
private typealias Message = ReplicaStoreMessage
private typealias Table = AtMostOnce<KeyValueStore>

private let views = NodeID(0)
private let one = NodeID(1)
private let two = NodeID(2)
private let ann = NodeID(3)
private let names: Roster = ["views", "S1", "S2", "Ann", "Bob"]

private func call(_ client: Int, _ sequence: Int, _ letter: String)
  -> Call<KeyValueStore.Operation>
{
  let id = CallID(client: ClientID(client), sequence: sequence)
  return Call(id, .append("log", letter))
}

/// Calls of as many clients.
private let calls = ["a", "b", "c", "d"].enumerated().map {
  call($0.offset, 1, $0.element)
}

private func numbered(_ index: Int, as number: Int, view: Int = 2) -> Message {
  .numbered(calls[index], number: number, view: view)
}

private func reply(_ index: Int, _ value: String) -> Message {
  .reply(calls[index].id, .value(value))
}

private let second = View(2, primary: one, backup: two)

extension Bench<Server> {
  fileprivate static func server(_ id: NodeID) -> Bench {
    var bench = Bench(Server(KeyValueStore(), viewServer: views), as: id, in: names)
    bench.start()
    _ = bench.takeSent()
    return bench
  }

  /// The primary of view 2, whose backup has the state.
  fileprivate static func primary() -> Bench {
    var bench = server(one)
    bench.hear(.view(second), from: views)
    bench.hear(.transferred(view: 2), from: two)
    _ = bench.takeSent()
    return bench
  }

  /// The backup of view 2, which has the state.
  fileprivate static func backup(_ table: Table = Table(KeyValueStore())) -> Bench {
    var bench = server(two)
    bench.hear(.transfer(second, table), from: one)
    _ = bench.takeSent()
    return bench
  }

  fileprivate var log: String { node.table.application.values["log"] ?? "" }
  /// What it has sent to a node since the last time.
  fileprivate mutating func said(to receiver: NodeID) -> [Message] {
    takeSent().filter { $0.receiver == receiver }.map(\.message)
  }
}

@Suite("4.2 Many calls at a time", .exercise)
struct ManyCallsServerTests {
  @Test("it pings at its start and every 25 ms")
  func pings() {
    var bench = Bench(Server(KeyValueStore(), viewServer: views), as: one, in: names)
    bench.start()
    bench.pass(.milliseconds(80))
    #expect(
      bench.said(to: views) == Array(repeating: .ping(view: 0), count: 4),
      "\(bench)")
  }

  @Test("three calls are forwarded without waiting, numbered in their order")
  func window() {
    var bench = Bench.primary()
    for index in 0..<3 { bench.hear(.request(calls[index]), from: ann) }
    let sent = bench.takeSent()
    #expect(
      sent == (0..<3).map { Sent(numbered($0, as: $0 + 1), to: two) },
      "nothing else may leave before an acceptance\n\(bench)")
    #expect(bench.log.isEmpty, "no call runs before the backup has run it")
  }

  @Test("a read is forwarded like any other call")
  func reads() {
    var bench = Bench.primary()
    let id = CallID(client: ClientID(7), sequence: 1)
    let read = Call(id, KeyValueStore.Operation.get("log"))
    bench.hear(.request(read), from: ann)
    #expect(
      bench.takeSent() == [Sent(.numbered(read, number: 1, view: 2), to: two)],
      "S1 can't know whether it's still primary\n\(bench)")
  }

  @Test("an acceptance answers all calls up to its number, in order, and no more")
  func acceptance() {
    var bench = Bench.primary()
    for index in 0..<3 { bench.hear(.request(calls[index]), from: ann) }
    _ = bench.takeSent()
    bench.hear(.acceptedThrough(number: 2, view: 2), from: two)
    #expect(bench.said(to: ann) == [reply(0, "a"), reply(1, "ab")], "\(bench)")
    bench.hear(.acceptedThrough(number: 1, view: 2), from: two)
    #expect(bench.said(to: ann).isEmpty, "1 is old news\n\(bench)")
    bench.hear(.acceptedThrough(number: 3, view: 2), from: two)
    #expect(bench.said(to: ann) == [reply(2, "abc")], "\(bench)")
  }

  @Test("an acceptance of another view says nothing")
  func otherView() {
    var bench = Bench.primary()
    bench.hear(.request(calls[0]), from: ann)
    bench.hear(.acceptedThrough(number: 1, view: 1), from: two)
    #expect(bench.said(to: ann).isEmpty, "\(bench)")
    bench.hear(.acceptedThrough(number: 1, view: 2), from: two)
    #expect(bench.said(to: ann) == [reply(0, "a")], "\(bench)")
  }

  @Test("a repeated request gets no second number, and an old one its answer")
  func repeated() {
    var bench = Bench.primary()
    for index in [0, 1, 0] { bench.hear(.request(calls[index]), from: ann) }
    #expect(
      bench.said(to: two) == [numbered(0, as: 1), numbered(1, as: 2)],
      "call a is under way\n\(bench)")
    bench.hear(.acceptedThrough(number: 2, view: 2), from: two)
    _ = bench.takeSent()
    bench.hear(.request(calls[0]), from: ann)
    #expect(bench.said(to: ann) == [reply(0, "a")], "\(bench)")
    #expect(bench.log == "ab")
  }

  @Test("what isn't accepted is sent again at the next ping, under its number")
  func again() {
    var bench = Bench.primary()
    for index in 0..<3 { bench.hear(.request(calls[index]), from: ann) }
    bench.hear(.acceptedThrough(number: 1, view: 2), from: two)
    _ = bench.takeSent()
    bench.elapse(.ping)
    let sent = bench.takeSent()
    #expect(sent.contains(Sent(.ping(view: 2), to: views)), "\(bench)")
    #expect(
      sent.filter { $0.receiver == two }.map(\.message)
        == [numbered(1, as: 2), numbered(2, as: 3)], "\(bench)")
  }

  @Test("without a backup, calls are answered at once")
  func alone() {
    var bench = Bench.server(one)
    bench.hear(.view(View(1, primary: one)), from: views)
    #expect(bench.said(to: views) == [.ping(view: 1)], "\(bench)")
    bench.hear(.request(calls[0]), from: ann)
    #expect(bench.said(to: ann) == [reply(0, "a")], "\(bench)")
  }

  @Test("the state goes to the backup with its table, and again until it is there")
  func transfer() {
    var bench = Bench.server(one)
    bench.hear(.view(View(1, primary: one)), from: views)
    bench.hear(.request(calls[0]), from: ann)
    var table = Table(KeyValueStore())
    _ = table.apply(calls[0])
    bench.hear(.view(second), from: views)
    #expect(
      bench.said(to: two).contains(.transfer(second, table)), "\(bench)")
    bench.elapse(.ping)
    #expect(
      bench.said(to: two).contains(.transfer(second, table)),
      "the first may be lost\n\(bench)")
    bench.hear(.transferred(view: 2), from: two)
    _ = bench.takeSent()
    bench.elapse(.ping)
    let said = bench.said(to: two)
    #expect(
      !said.contains(.transfer(second, table)), "it is there now\n\(bench)")
    bench.hear(.request(calls[1]), from: ann)
    #expect(bench.said(to: two).contains(numbered(1, as: 1)), "\(bench)")
  }

  @Test("the view is acknowledged when the backup has the state, and not before")
  func acknowledgement() {
    var bench = Bench.server(one)
    bench.hear(.view(View(1, primary: one)), from: views)
    bench.hear(.view(second), from: views)
    _ = bench.takeSent()
    bench.elapse(.ping)
    #expect(bench.said(to: views) == [.ping(view: 1)], "\(bench)")
    bench.hear(.transferred(view: 1), from: two)
    bench.elapse(.ping)
    #expect(bench.said(to: views) == [.ping(view: 1)], "\(bench)")
    bench.hear(.transferred(view: 2), from: two)
    #expect(bench.said(to: views) == [.ping(view: 2)], "\(bench)")
  }

  @Test("a call that comes during the transfer reaches the backup as a call")
  func duringTransfer() {
    var bench = Bench.server(one)
    bench.hear(.view(View(1, primary: one)), from: views)
    bench.hear(.view(second), from: views)
    _ = bench.takeSent()
    bench.hear(.request(calls[0]), from: ann)
    let early = bench.takeSent()
    #expect(
      !early.contains { $0.receiver == ann },
      "the backup may not have it\n\(bench)")
    bench.hear(.transferred(view: 2), from: two)
    let late = bench.takeSent()
    #expect(
      (early + late).contains(Sent(numbered(0, as: 1), to: two)), "\(bench)")
    bench.hear(.acceptedThrough(number: 1, view: 2), from: two)
    #expect(bench.said(to: ann) == [reply(0, "a")], "\(bench)")
  }

  @Test("in a new view, unanswered calls go to the new backup, numbered from 1")
  func newBackup() {
    var bench = Bench.primary()
    for index in 0..<3 { bench.hear(.request(calls[index]), from: ann) }
    bench.hear(.acceptedThrough(number: 1, view: 2), from: two)
    let third = View(3, primary: one, backup: NodeID(4))
    _ = bench.takeSent()
    bench.hear(.view(third), from: views)
    var said = bench.said(to: NodeID(4))
    bench.hear(.transferred(view: 3), from: NodeID(4))
    said += bench.said(to: NodeID(4))
    var table = Table(KeyValueStore())
    _ = table.apply(calls[0])
    #expect(said.contains(.transfer(third, table)), "\(bench)")
    for (index, number) in [(1, 1), (2, 2)] {
      #expect(said.contains(numbered(index, as: number, view: 3)), "\(bench)")
    }
    bench.hear(.acceptedThrough(number: 2, view: 3), from: NodeID(4))
    #expect(bench.said(to: ann) == [reply(1, "ab"), reply(2, "abc")], "\(bench)")
  }

  @Test("the backup runs calls in the order of their numbers, whatever comes first")
  func order() {
    var bench = Bench.backup()
    bench.hear(numbered(1, as: 2), from: one)
    #expect(bench.log.isEmpty, "call 1 hasn't come\n\(bench)")
    #expect(
      bench.said(to: one) == [.acceptedThrough(number: 0, view: 2)],
      "it has run nothing\n\(bench)")
    bench.hear(numbered(2, as: 3), from: one)
    bench.hear(numbered(0, as: 1), from: one)
    #expect(bench.log == "abc", "\(bench)")
    #expect(
      bench.said(to: one).last == .acceptedThrough(number: 3, view: 2),
      "\(bench)")
  }

  @Test("a doubled call changes nothing, and is answered again")
  func doubled() {
    var bench = Bench.backup()
    bench.hear(numbered(0, as: 1), from: one)
    bench.hear(numbered(1, as: 2), from: one)
    _ = bench.takeSent()
    bench.hear(numbered(0, as: 1), from: one)
    #expect(bench.log == "ab")
    #expect(
      bench.said(to: one) == [.acceptedThrough(number: 2, view: 2)], "\(bench)")
  }

  @Test("a call of an earlier view isn't run, and its sender learns of the view")
  func fenced() {
    var bench = Bench.backup()
    bench.hear(numbered(0, as: 1), from: one)
    let third = View(3, primary: two)
    bench.hear(.view(third), from: views)
    _ = bench.takeSent()
    bench.hear(numbered(1, as: 2), from: one)
    #expect(bench.log == "a", "\(bench)")
    #expect(bench.said(to: one) == [.view(third)], "\(bench)")
  }

  @Test("numbers of one view mean nothing in the next")
  func newNumbers() {
    var bench = Bench.backup()
    bench.hear(numbered(0, as: 1), from: one)
    bench.hear(numbered(2, as: 3), from: one)
    let third = View(3, primary: one, backup: two)
    bench.hear(.transfer(third, bench.node.table), from: one)
    _ = bench.takeSent()
    bench.hear(numbered(1, as: 2, view: 3), from: one)
    #expect(bench.log == "a", "\(bench)")
    bench.hear(numbered(3, as: 1, view: 3), from: one)
    #expect(bench.log == "adb", "\(bench)")
    #expect(
      bench.said(to: one).last == .acceptedThrough(number: 2, view: 3),
      "\(bench)")
  }

  @Test("a state that comes again is answered, and not installed")
  func lateState() {
    var bench = Bench.backup()
    bench.hear(numbered(0, as: 1), from: one)
    _ = bench.takeSent()
    bench.hear(.transfer(second, Table(KeyValueStore())), from: one)
    #expect(bench.said(to: one) == [.transferred(view: 2)], "\(bench)")
    #expect(bench.log == "a", "\(bench)")
    bench.hear(numbered(1, as: 2), from: one)
    #expect(bench.log == "ab", "\(bench)")
  }

  @Test("without the state, the backup accepts nothing")
  func noState() {
    var bench = Bench.server(two)
    bench.hear(.view(second), from: views)
    bench.hear(numbered(0, as: 1), from: one)
    #expect(
      !bench.said(to: one).contains(.acceptedThrough(number: 1, view: 2)),
      "\(bench)")
    var table = Table(KeyValueStore())
    _ = table.apply(call(9, 1, "x"))
    bench.hear(.transfer(second, table), from: one)
    bench.hear(numbered(0, as: 1), from: one)
    #expect(bench.log == "xa", "\(bench)")
  }

  @Test("only the primary serves clients; the backup becomes one with the state")
  func takeOver() {
    var bench = Bench.backup()
    bench.hear(.request(calls[1]), from: ann)
    #expect(bench.takeSent().isEmpty, "a backup\n\(bench)")
    bench.hear(numbered(0, as: 1), from: one)
    bench.hear(.view(View(3, primary: two)), from: views)
    _ = bench.takeSent()
    bench.hear(.request(calls[1]), from: ann)
    #expect(bench.said(to: ann) == [reply(1, "ab")], "\(bench)")
    bench.hear(.view(View(4, primary: one, backup: two)), from: views)
    _ = bench.takeSent()
    bench.hear(.request(calls[2]), from: ann)
    #expect(!bench.takeSent().contains { $0.receiver == ann }, "\(bench)")
  }

  /// A system of the chapter with these servers in it.
  private func system(
    servers: Int, work: [[KeyValueStore.Operation]], link: Link = Link()
  ) -> System<Message> {
    let clients = work.enumerated().map {
      ("C\($0.offset + 1)", Workload.closedLoop($0.element))
    }
    var system = replicaSystem(servers: servers, clients: clients, link: link)
    for number in 1...servers {
      system.replace(
        NodeID(number), with: Server(KeyValueStore(), viewServer: views))
    }
    return system
  }

  private static func contradiction(
    in history: History<KeyValueStore.Operation, KeyValueStore.Response>
  ) -> String? {
    history.linearizability(of: KeyValueStore()).isAccepted
      ? nil : "no single store could have given these answers"
  }

  @Test("in every run of two servers with one timer, one store answers")
  func search() {
    var search = SystemSearch(
      "many calls",
      system(servers: 2, work: [[.append("x", "a")], [.get("x")]]))
    search.historyInvariant("one store", of: ReplicaStoreClient.self) {
      Self.contradiction(in: $0)
    }
    search.goals = [
      .init("view 2 begins") { view in
        let server = view[views, as: StoreViewServerNode.self].server
        return server.view.number == 2 && server.isAcknowledged
      }
    ]
    search.budget = SearchBudget(timers: 1)
    search.skipsIdleDeliveries = true
    var options = SearchOptions()
    options.stateBudget = 300_000
    let report = search.run(options)
    #expect(report.counterexample == nil, "\(report)")
    #expect(report.witnesses.count == 1, "view 2 must be able to begin")
  }

  @Test("in 300 random runs with loss, cuts and pauses, all are answered as by one store")
  func randomRuns() {
    let work = (1...3).map { client in
      (1...3).flatMap { number -> [KeyValueStore.Operation] in
        [.append("log", "\(client).\(number) "), .get("log")]
      }
    }
    let system = system(
      servers: 2, work: work, link: Link(loss: 0.1, duplication: 0.2))
    let scenario = Scenario(
      "many calls", system,
      checks: [
        .safety("one store") { world in
          Self.contradiction(in: world.history(of: ReplicaStoreClient.self))
        },
        .progress("all are answered") { world in
          let waiting = world.history(of: ReplicaStoreClient.self).pending
          return waiting.isEmpty ? nil : "\(waiting.count) calls have no answer"
        },
      ], for: .seconds(20)
    ).faults(
      FaultBudget(partitions: 1, cuts: 1, pauses: 2),
      against: [NodeID(1), NodeID(2)])
    let report = scenario.check(seeds: 0..<300)
    #expect(report.failure == nil, "\(report)")
    #expect(report.statistics.invoked == 300 * 18, "every call is made")
  }
}
#sourceLocation()
