// Generated from Chapters/02-rpc.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 00ddb4ae948797d9

#sourceLocation(file: "Chapters/02-rpc.md", line: 4807)
import Chapter2
import Exercise2
import ExerciseTesting
import Simulation
import Testing

private let (server, client) = (NodeID(0), NodeID(1))

@Suite("2.6 Exactly once, with sessions that end", .exercise)
struct SessionServerTests {
  private func append(_ session: Int, _ sequence: Int, _ text: String)
    -> SessionMessage
  {
    .call(session: session, sequence: sequence, .append("log", text))
  }

  private func answer(_ session: Int, _ sequence: Int, _ text: String)
    -> SessionMessage
  {
    .answer(session: session, sequence: sequence, .value(text))
  }

  @Test(
    "a session runs calls in order, and answers a duplicate from memory"
  )
  func calls() {
    var bench = table()
    bench.hear(
      (0, .open(nonce: 7)), (1, append(1, 1, "a")), (2, append(1, 2, "b")),
      (3, append(1, 2, "b")), (4, append(1, 1, "a")))
    #expect(
      bench.said == [
        .opened(nonce: 7, session: 1), answer(1, 1, "a"), answer(1, 2, "ab"),
        answer(1, 2, "ab"),
      ], "\(bench)")
    #expect(bench.node.image.store.values == ["log": "ab"])
  }

  @Test(
    "a session in use doesn't expire, even if it only repeats one call"
  )
  func inUse() {
    var bench = table()
    bench.hear((0, .open(nonce: 1)))
    for call in 1...24 {
      bench.hear((5 * call, append(1, min(call, 12), "x")))
    }
    #expect(bench.said.count == 25)
    #expect(!bench.said.contains(.expired(session: 1)), "\(bench)")
    #expect(bench.node.image.store.values["log"]?.count == 12)
  }

  @Test("renewing is enough to keep a session")
  func renewing() {
    var bench = table()
    bench.hear((0, .open(nonce: 1)))
    for renewal in 1...9 { bench.hear((9 * renewal, .renew(session: 1))) }
    bench.hear((85, append(1, 1, "x")))
    #expect(
      bench.said == [.opened(nonce: 1, session: 1), answer(1, 1, "x")],
      "\(bench)")
  }

  @Test(
    "of an ended session nothing runs, new or old, and nothing renews it"
  )
  func ended() {
    var bench = table()
    bench.hear(
      (0, .open(nonce: 1)), (1, append(1, 1, "a")), (12, append(1, 1, "a")),
      (13, append(1, 2, "b")), (14, .renew(session: 1)),
      (15, append(99, 1, "c")))
    #expect(
      bench.said == [
        .opened(nonce: 1, session: 1), answer(1, 1, "a"), .expired(session: 1),
        .expired(session: 1), .expired(session: 1), .expired(session: 99),
      ], "\(bench)")
    #expect(bench.node.image.store.values == ["log": "a"])
  }

  @Test("after a restart a session has a whole lease, and then ends")
  func restarted() {
    var bench = table()
    bench.hear((0, .open(nonce: 1)), (1, append(1, 1, "a")))
    bench.crash(from: 2, to: 22)
    bench.hear((29, append(1, 1, "a")), (45, append(1, 2, "b")))
    #expect(
      bench.said == [
        .opened(nonce: 1, session: 1), answer(1, 1, "a"), answer(1, 1, "a"),
        .expired(session: 1),
      ], "\(bench)")
  }

  @Test(
    "a session that was open in a crash ends if nobody uses it again"
  )
  func abandoned() {
    var bench = table()
    bench.hear((0, .open(nonce: 1)), (1, append(1, 1, "a")))
    bench.crash(from: 2, to: 3)
    bench.pass(to: 100)
    #expect(bench.node.image.sessions.isEmpty, "\(bench)")
    #expect(bench.node.image.store.values == ["log": "a"])
  }

  @Test(
    "when all leases have ended, memory and disk know no session"
  )
  func bounded() {
    var bench = table()
    for nonce in 0..<40 { bench.hear((nonce / 10, .open(nonce: nonce))) }
    for session in 1...40 { bench.hear((5, append(session, 1, "x"))) }
    #expect(bench.said.count == 80)
    bench.crash(from: 60, to: 61)
    #expect(bench.node.image.sessions.isEmpty, "\(bench)")
    #expect(bench.node.image.store.values["log"]?.count == 40)
  }

  @Test(
    "session numbers are never given out again, whatever expires and crashes",
    arguments: [(7, 11), (30, 20), (12, 25)])
  func fresh(between: Int, crashing: Int) {
    var bench = table()
    for second in 0..<90 {
      bench.pass(to: second)
      if !bench.isUp { bench.restart() }
      if second.isMultiple(of: between) {
        bench.hear(.open(nonce: second), from: client)
      }
      if second % crashing == 4 && second > crashing { bench.crash() }
    }
    var numbers: [Int] = []
    for case .opened(_, let session) in bench.said { numbers.append(session) }
    #expect(numbers.count >= 3)
    #expect(Set(numbers).count == numbers.count, "\(bench)")
  }

  @Test(
    "at every crash point, whatever the disk kept, each call runs exactly once")
  func crashPoints() throws {
    for opened in outcomes(of: .open(nonce: 1), at: table()) {
      guard case .opened(_, let session) = opened.said.last else {
        Issue.record("no session: \(opened)")
        return
      }
      for first in outcomes(of: append(session, 1, "a"), at: opened) {
        for var bench in outcomes(of: append(session, 2, "b"), at: first) {
          bench.crash()
          bench.restart()
          try #require(
            bench.node.image.store.values == ["log": "ab"], "\(bench)")
        }
      }
    }
  }

  /// All that can come of a message whose sender repeats it until it has heard
  /// an answer, if the server crashes once or not at all.
  private func outcomes(
    of message: SessionMessage, at bench: Bench<SessionServer>
  ) -> [Bench<SessionServer>] {
    var answered = bench
    answered.hear(message, from: client)
    return bench.everyCrash { $0.hear(message, from: client) }.reduce(
      into: [answered]
    ) { found, crashed in
      var crashed = crashed
      crashed.restart()
      if crashed.sent.count > bench.sent.count { found.append(crashed) }
      // No answer has left, or it was lost.
      crashed.hear(message, from: client)
      found.append(crashed)
    }
  }

  @Test(
    "under loss, duplication and crashes every call runs once"
  )
  func chaos() {
    var system = System<SessionMessage>()
    system.links.standard = Link(loss: 0.15, duplication: 0.2)
    system.add("server", SessionServer())
    for name in ["x", "y"] {
      system.add(
        name, SessionClient(server: server),
        work: .closedLoop((1...6).map { .append("log", "\(name)\($0) ") }))
    }
    let scenario = Scenario(
      "sessions", system,
      checks: [
        .safety("calls run once, in each client's order") { world in
          let log =
            world[NodeID(0), as: SessionServer.self].image.store.values["log"]
            ?? ""
          for name in ["x", "y"] {
            let numbers = log.split(separator: " ").filter {
              $0.hasPrefix(name)
            }
            .map { Int($0.dropFirst()) ?? 0 }
            if numbers != Array(1..<(numbers.count + 1)) {
              return "the log is \(log)"
            }
          }
          return nil
        },
        .progress("every call is answered") { world in
          let history = world.history(of: SessionClient.self)
          return history.pending.isEmpty && history.completed.count == 12
            ? nil : "some are not"
        },
        .safety("answered calls are in the log") { world in
          let log =
            world[NodeID(0), as: SessionServer.self].image.store.values["log"]
            ?? ""
          let done = world.history(of: SessionClient.self).completed
          return done.count <= log.split(separator: " ").count
            || !world.isUp(NodeID(0))
            ? nil : "\(done.count) answered, the log is \(log)"
        },
      ], for: .seconds(9))
    let report = scenario.faults(FaultBudget(crashes: 3), against: [server])
      .check(seeds: 0..<120)
    #expect(report.failure == nil, "\(report)")
  }
}

private func table() -> Bench<SessionServer> {
  Bench(SessionServer(), as: server, in: ["server", "client"])
}

/// The time is told in whole seconds on the server's clock.
extension Bench<SessionServer> {
  /// What it has said in all its lives.
  fileprivate var said: [SessionMessage] { sent.map(\.message) }

  fileprivate mutating func hear(
    _ script: (seconds: Int, message: SessionMessage)...
  ) {
    for (seconds, message) in script {
      pass(to: seconds)
      hear(message, from: client)
    }
  }

  fileprivate mutating func pass(to seconds: Int) {
    pass(now.duration(to: Instant(.seconds(seconds))))
  }

  fileprivate mutating func crash(from start: Int, to end: Int) {
    pass(to: start)
    crash()
    pass(to: end)
    restart()
  }
}

/// Opens a session and asks until it is answered.
private struct SessionClient: Node {
  typealias Message = SessionMessage
  typealias Operation = KeyValueStore.Operation
  typealias Response = KeyValueStore.Response
  enum Timer: Hashable, Sendable { case retry }

  struct Pending: Hashable, Sendable {
    var id: OperationID
    var command: KeyValueStore.Operation
  }

  let server: NodeID
  var session: Int?
  var sequence = 0
  var pending: Pending?

  mutating func invoke(
    _ command: Operation, as id: OperationID, _ context: inout Context<Self>
  ) {
    sequence += 1
    pending = Pending(id: id, command: command)
    attempt(&context)
  }

  mutating func fire(_ timer: Timer, _ context: inout Context<Self>) {
    attempt(&context)
  }

  private func attempt(_ context: inout Context<Self>) {
    guard let pending else { return }
    if let session {
      context.send(
        .call(session: session, sequence: sequence, pending.command), to: server
      )
    } else {
      context.send(.open(nonce: Int(context.id.index)), to: server)
    }
    context.set(.retry, after: .milliseconds(40))
  }

  mutating func receive(
    _ message: SessionMessage, from sender: NodeID,
    _ context: inout Context<Self>
  ) {
    switch message {
    case .opened(_, let number) where session == nil:
      session = number
      attempt(&context)
    case .answer(session, sequence, let reply):
      guard let done = pending else { return }
      pending = nil
      context.cancel(.retry)
      context.respond(reply, to: done.id)
    default: return
    }
  }
}
#sourceLocation()
