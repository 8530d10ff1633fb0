// Generated from Chapters/02-rpc.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest c6caf9d105759b3d

#sourceLocation(file: "Chapters/02-rpc.md", line: 4610)
import Exercise2
import ExerciseTesting
import Simulation
import Testing

@Suite("2.6 Exactly once, with sessions that end", .exercise)
struct SessionServerTests {
  private let server = NodeID(0)

  /// Sends messages at given seconds; returns what was heard, and the image.
  private func run(
    _ script: [(seconds: Double, message: SessionMessage)],
    faults: [Fault] = [],
    for span: Duration = .seconds(100)
  ) -> (heard: [SessionMessage], image: SessionServer.Image) {
    var system = System<SessionMessage>()
    system.links.standard = Link(
      delay: .constant(.milliseconds(5)), isFIFO: true)
    system.add("server", SessionServer())
    let prober = system.add(
      "prober", Prober(server: server),
      work: .scheduled(script.map { (.seconds($0.seconds), $0.message) }))
    let world = World(system, seed: 1, faults: faults)
    world.run(for: span)
    return (
      world[prober, as: Prober.self].heard,
      world[server, as: SessionServer.self].image
    )
  }

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
    let (heard, image) = run(
      [
        (0, .open(nonce: 7)), (1, append(1, 1, "a")), (2, append(1, 2, "b")),
        (3, append(1, 2, "b")), (4, append(1, 1, "a")),
      ], for: .seconds(5))
    #expect(
      heard == [
        .opened(nonce: 7, session: 1), answer(1, 1, "a"), answer(1, 2, "ab"),
        answer(1, 2, "ab"),
      ])
    #expect(image.store.values == ["log": "ab"])
  }

  @Test(
    "a session in use doesn't expire, even if it only repeats one call"
  )
  func inUse() {
    let calls = (1...12).map {
      (seconds: Double(5 * $0), message: append(1, $0, "x"))
    }
    let again = (13...24).map {
      (seconds: Double(5 * $0), message: append(1, 12, "x"))
    }
    let (heard, image) = run(
      [(0, .open(nonce: 1))] + calls + again, for: .seconds(125))
    #expect(heard.count == 25)
    #expect(!heard.contains(.expired(session: 1)))
    #expect(image.store.values["log"]?.count == 12)
  }

  @Test("renewing is enough to keep a session")
  func renewing() {
    let renewals = (1...9).map {
      (seconds: Double(9 * $0), message: SessionMessage.renew(session: 1))
    }
    let (heard, _) = run(
      [(0, .open(nonce: 1))] + renewals + [(85, append(1, 1, "x"))])
    #expect(heard == [.opened(nonce: 1, session: 1), answer(1, 1, "x")])
  }

  @Test(
    "of an ended session nothing runs, new or old, and nothing renews it"
  )
  func ended() {
    let (heard, image) = run([
      (0, .open(nonce: 1)), (1, append(1, 1, "a")), (12, append(1, 1, "a")),
      (13, append(1, 2, "b")), (14, .renew(session: 1)),
      (15, append(99, 1, "c")),
    ])
    #expect(
      heard == [
        .opened(nonce: 1, session: 1), answer(1, 1, "a"), .expired(session: 1),
        .expired(session: 1), .expired(session: 1), .expired(session: 99),
      ])
    #expect(image.store.values == ["log": "a"])
  }

  @Test("after a restart a session has a whole lease, and then ends")
  func restarted() {
    let (heard, _) = run(
      [
        (0, .open(nonce: 1)), (1, append(1, 1, "a")), (29, append(1, 1, "a")),
        (45, append(1, 2, "b")),
      ],
      faults: [
        .crash(server, at: .seconds(2), for: .seconds(20), storage: .losingAll)
      ])
    #expect(
      heard == [
        .opened(nonce: 1, session: 1), answer(1, 1, "a"), answer(1, 1, "a"),
        .expired(session: 1),
      ])
  }

  @Test(
    "a session that was open in a crash ends if nobody uses it again"
  )
  func abandoned() {
    let (_, image) = run(
      [(0, .open(nonce: 1)), (1, append(1, 1, "a"))],
      faults: [
        .crash(server, at: .seconds(2), for: .seconds(1), storage: .losingAll)
      ])
    #expect(image.sessions.isEmpty)
    #expect(image.store.values == ["log": "a"])
  }

  @Test(
    "when all leases have ended, memory and disk know no session"
  )
  func bounded() {
    let opens = (0..<40).map {
      (seconds: Double($0) / 10, message: SessionMessage.open(nonce: $0))
    }
    let calls = (0..<40).map {
      (seconds: 5 + Double($0) / 100, message: append($0 + 1, 1, "x"))
    }
    let (heard, image) = run(
      opens + calls,
      faults: [
        .crash(server, at: .seconds(60), for: .seconds(1), storage: .losingAll)
      ],
      for: .seconds(62))
    #expect(heard.count == 80)
    #expect(image.sessions.isEmpty)
    #expect(image.store.values["log"]?.count == 40)
  }

  @Test(
    "session numbers are never given out again, whatever expires and crashes",
    arguments: [(7, 11), (30, 20), (12, 25)])
  func fresh(between: Int, crashing: Int) {
    let opens = (0..<90 / between).map {
      (
        seconds: Double(between * $0),
        message: SessionMessage.open(nonce: $0)
      )
    }
    let crashes = (1..<90 / crashing).map {
      Fault.crash(
        server, at: .seconds(crashing * $0 + 4), for: .seconds(1),
        storage: .losingAll)
    }
    var numbers: [Int] = []
    for case .opened(_, let session) in run(opens, faults: crashes).heard {
      numbers.append(session)
    }
    #expect(numbers.count >= 3)
    #expect(Set(numbers).count == numbers.count)
  }

  @Test(
    "at every crash point, whatever the disk kept, each call runs exactly once")
  func crashPoints() throws {
    for milliseconds in stride(from: 0, through: 60, by: 5) {
      for effects in 0...5 {
        for outcome in [
          .losingAll, .losingNone, CrashOutcome.losing(.max, tearing: true),
        ] {
          let log = twoAppends(faults: [
            .crash(
              server, afterEffects: effects, at: .milliseconds(milliseconds),
              for: .milliseconds(70), storage: outcome),
            .crash(
              server, at: .seconds(2), for: .milliseconds(10),
              storage: .losingAll),
          ])
          try #require(
            log == "ab", "\(milliseconds) ms, \(effects) effects, \(outcome)")
        }
      }
    }
  }

  private func twoAppends(faults: [Fault]) -> String? {
    var system = System<SessionMessage>()
    system.links.standard = Link(delay: .constant(.milliseconds(5)))
    system.add("server", SessionServer())
    system.add(
      "client", SessionClient(server: server),
      work: [.append("log", "a"), .append("log", "b")])
    let world = World(system, seed: 1, faults: faults, isTracing: false)
    world.run(for: .seconds(3))
    return world[server, as: SessionServer.self].image.store.values["log"]
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

/// Says what it is told to say, and notes what it hears.
private struct Prober: Node {
  typealias Message = SessionMessage
  typealias Operation = SessionMessage

  let server: NodeID
  var heard: [SessionMessage] = []

  func invoke(
    _ message: SessionMessage, as id: OperationID,
    _ context: inout Context<Self>
  ) {
    context.send(message, to: server)
  }

  mutating func receive(
    _ message: SessionMessage, from sender: NodeID,
    _ context: inout Context<Self>
  ) {
    heard.append(message)
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
