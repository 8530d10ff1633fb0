import Foundation
import Simulation
import Synchronization
import Testing

@testable import RealNodes
@testable import real_nodes_probe

@Suite(.timeLimit(.minutes(5))) struct NodeRunnerTests {
  private static let message = Codec<ProbeMessage>.compact

  private func runner<N: Node>(
    _ node: N, as id: NodeID, _ path: String, _ outlet: some Outlet = Sent()
  ) async throws -> NodeRunner<N> where N.Message == ProbeMessage, N.Record: Codable {
    let runner = NodeRunner(
      node, life: Life(node: id, number: 1), in: Probe.roster, codec: .compact, over: outlet,
      file: try StableFile(path, codec: .compact))
    await runner.begin()
    return runner
  }

  private func question(_ number: Int) throws -> [UInt8] {
    try Self.message.encode(.forwarded(number, from: Probe.asker))
  }

  @Test("bytes that are no message are refused, and the node goes on")
  func garbage() async throws {
    try await withTemporaryFile { path in
      let sent = Sent()
      let store = try await runner(Store(), as: Probe.store, path, sent)
      await #expect(throws: CompactError.truncated) {
        try await store.receive([9], from: Probe.relay)
      }
      try await store.receive(question(1), from: Probe.relay)
      #expect(try sent.messages() == [.told(1, Told(questions: [1], greetings: 0))])
    }
  }

  @Test("what arrives before the node begins is handled when it has begun")
  func early() async throws {
    try await withTemporaryFile { path in
      let sent = Sent()
      let file = try StableFile<Int>(path, codec: .compact)
      let store = NodeRunner(
        Store(), life: Life(node: Probe.store, number: 1), in: Probe.roster, codec: .compact,
        over: sent, file: file)
      try await store.receive(question(1), from: Probe.relay)
      #expect(try sent.messages() == [])
      await store.begin()
      #expect(try sent.messages() == [.told(1, Told(questions: [1], greetings: 0))])
    }
  }

  @Test("a successor knows what is in its predecessor's file, and the predecessor is silent")
  func successor() async throws {
    try await withTemporaryFile { path in
      let (before, after) = (Sent(), Sent())
      let first = try await runner(Store(), as: Probe.store, path, before)
      try await first.receive(question(1), from: Probe.relay)
      await first.end()
      try await first.receive(question(2), from: Probe.relay)
      #expect(try before.messages().count == 1)
      let second = try await runner(Store(), as: Probe.store, path, after)
      try await second.receive(question(3), from: Probe.relay)
      #expect(try after.messages() == [.told(3, Told(questions: [1, 3], greetings: 0))])
    }
  }

  @Test(
    "a node that misuses its context ends, with the rule that it broke, and its client is told why")
  func misuse() async throws {
    try await withTemporaryFile { path in
      let node = Asker(relay: Probe.relay, store: Probe.store)
      let asker = try await runner(node, as: Probe.asker, path)
      let error = await #expect(throws: Misuse.self) {
        try await asker.perform(.misbehave(itself: true))
      }
      #expect(error?.node == "asker")
      #expect(error?.kind == .unknownReceiver(NodeID(99), of: "misbehave"))
      await #expect(throws: Misuse.self) { try await asker.outcome() }
      await #expect(throws: Misuse.self) { try await asker.perform(.ask(1)) }
    }
  }

  @Test("answering twice, and answering what was never asked, end a node as in the simulated world")
  func answers() async throws {
    try await withTemporaryFile { path in
      for (answers, kind) in [
        ([1, 1], Misuse.Kind.answeredTwice(OperationID(client: Probe.asker, number: 1))),
        ([7], .unknownOperation(OperationID(client: Probe.asker, number: 7))),
      ] {
        let node = try await runner(Answerer(), as: Probe.asker, path)
        let told = try? await node.perform(answers)
        #expect(told == (answers.count > 1 ? 1 : nil))
        let error = await #expect(throws: Misuse.self) { try await node.outcome() }
        #expect(error?.kind == kind)
      }
    }
  }

  @Test("a disk that can't be written to ends the node")
  func disk() async throws {
    struct Full: Error {}
    try await withTemporaryFile { path in
      let sent = Sent()
      let file = try StableFile<Int>(path, codec: .compact, fuse: Fuse(after: 5) { throw Full() })
      let store = NodeRunner(
        Store(), life: Life(node: Probe.store, number: 1), in: Probe.roster, codec: .compact,
        over: sent, file: file)
      await store.begin()
      try await store.receive(question(1), from: Probe.relay)
      await #expect(throws: Full.self) { try await store.outcome() }
      #expect(try sent.messages() == [])
    }
  }

  @Test("clocks count from the fleet's beginning, and random numbers are others in each life")
  func clock() async throws {
    try await withTemporaryFile { path in
      var drawn: Set<UInt64> = []
      for number in 1...3 {
        let began = ContinuousClock.now
        let node = NodeRunner(
          Observer(), life: Life(node: Probe.asker, number: number), in: Probe.roster,
          codec: .compact, over: Sent(), file: try StableFile(path, codec: .compact),
          epoch: began - .seconds(3600), operations: number - 1)
        await node.begin()
        let seen = try await node.perform(.look)
        drawn.insert(seen.random)
        let elapsed = ContinuousClock.now - began
        let times = [.seconds(3600), .seconds(3600) + elapsed].map { Instant($0) }
        #expect(times[0] <= seen.time && seen.time <= times[1])
        #expect(seen.name == OperationID(client: Probe.asker, number: number))
        await node.end()
      }
      #expect(drawn.count == 3)
    }
  }

  @Test("a client whose servers are away is told nothing, and what it asked is pending for ever")
  func pending() async throws {
    try await withTemporaryFile { path in
      let node = Asker(relay: Probe.relay, store: Probe.store)
      let asker = try await runner(node, as: Probe.asker, path)
      let record = ClientRecord<Asker.Operation, Told>()
      let name = OperationID(client: Probe.asker, number: 1)
      let told = try await record.perform(
        .ask(1), by: asker, as: name, patience: .milliseconds(10))
      #expect(told == nil)
      #expect(record.history.pending.map(\.id) == [name])
      await #expect(throws: CancellationError.self) { try await asker.perform(.ask(2)) }
    }
  }

  @Test("a timer that is set again while it rings doesn't ring for the time before")
  func alarms() async throws {
    try await withTemporaryFile { path in
      let node = try await runner(Alarmed(), as: Probe.asker, path)
      for _ in 0..<50 {
        #expect(try await node.perform(.atOnce) == 0)
        #expect(try await node.perform(.inAnHour) == 0)
        #expect(try await node.perform(.count) == 0)
      }
      #expect(try await node.perform(.atOnce) == 0)
      #expect(try await happens { try await node.perform(.count) == 1 })
    }
  }
}

/// Answers its operations by number, as it is told.
private struct Answerer: Node {
  typealias Message = ProbeMessage
  typealias Operation = [Int]
  typealias Response = Int

  func invoke(_ numbers: [Int], as id: OperationID, _ context: inout Context<Answerer>) {
    for number in numbers {
      context.respond(number, to: OperationID(client: context.id, number: number))
    }
  }
}

/// Answers with what its context shows.
private struct Observer: Node {
  typealias Message = ProbeMessage
  enum Operation: Hashable, Sendable { case look }
  struct Response: Hashable, Sendable {
    var time: Instant
    var random: UInt64
    var name: OperationID
  }

  func invoke(_ operation: Operation, as id: OperationID, _ context: inout Context<Observer>) {
    let random = context.random.next()
    context.respond(Response(time: context.now, random: random, name: id), to: id)
  }
}

/// Sets its one timer, and counts how often it has rung since.
private struct Alarmed: Node {
  typealias Message = ProbeMessage
  typealias Timer = Int
  typealias Response = Int
  enum Operation: Hashable, Sendable { case atOnce, inAnHour, count }
  private var rings = 0

  mutating func invoke(
    _ operation: Operation, as id: OperationID, _ context: inout Context<Alarmed>
  ) {
    switch operation {
    case .atOnce:
      rings = 0
      context.set(1, after: .zero)
    case .inAnHour:
      // Long enough for the alarm to ring at the door of this handler.
      Thread.sleep(forTimeInterval: 0.002)
      rings = 0
      context.set(1, after: .seconds(3600))
    case .count: break
    }
    context.respond(rings, to: id)
  }

  mutating func fire(_ timer: Int, _ context: inout Context<Alarmed>) { rings += 1 }
}

/// Keeps what is sent.
private final class Sent: Outlet {
  private let bodies = Mutex<[[UInt8]]>([])

  func send(_ message: [UInt8], to receiver: NodeID) { bodies.withLock { $0.append(message) } }

  func messages() throws -> [ProbeMessage] {
    try bodies.withLock { $0 }.map { try Codec<ProbeMessage>.compact.decode($0) }
  }
}
