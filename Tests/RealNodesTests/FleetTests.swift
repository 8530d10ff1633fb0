import Foundation
import RealNodes
import Simulation
import Testing

@testable import RealNodes
@testable import real_nodes_probe

/// Real processes: a relay and a store, and an asker in this process.
@Suite(.timeLimit(.minutes(10))) struct FleetTests {
  private let relay = Probe.relay
  private let store = Probe.store
  private let asker = Probe.asker

  private func withFleet(_ body: (Fleet) async throws -> Void) async throws {
    let fleet = try Fleet(of: Probe.roster, running: probe)
    defer { fleet.disband() }
    try await body(fleet)
  }

  private func join(
    _ fleet: Fleet, hearing: @escaping @Sendable () -> Void = {}
  ) async throws -> NodeRunner<Asker> {
    try await fleet.join(
      Asker(relay: relay, store: store), as: asker, codec: .compact, hearing: hearing)
  }

  private func written(_ fleet: Fleet) throws -> [Int] {
    try fleet.log(of: store, codec: Codec<Int>.compact).records
  }

  @Test(
    "servers of several kinds are one system, and the first that one sends another finds it there")
  func kinds() async throws {
    try await withFleet { fleet in
      try await fleet.start([relay, store])
      let client = try await join(fleet)
      #expect(try await client.perform(.ask(5)) == Told(questions: [5], greetings: 1))
      #expect(try await client.perform(.ask(6)) == Told(questions: [5, 6], greetings: 1))
      #expect(try written(fleet) == [5, 6])
    }
  }

  @Test(
    "whoever is killed and started again is found by all others, on another port, with its file")
  func restarts() async throws {
    try await withFleet { fleet in
      try await fleet.start([relay, store])
      var client = try await join(fleet)
      var asked: [Int] = []
      for victim in [store, relay, store, asker, relay, asker, store] {
        asked.append(asked.count)
        #expect(try await client.perform(.ask(asked.count - 1)).questions == asked)
        if victim == asker {
          try await fleet.leave(asker)
          client = try await join(fleet)
        } else {
          fleet.kill(victim)
          #expect(!fleet.isRunning(victim))
          try await fleet.start(victim)
        }
      }
      #expect(try await client.perform(.ask(99)).questions == asked + [99])
    }
  }

  @Test("the port of a server that is down may be anybody's: who greets there isn't taken for it")
  func takenPort() async throws {
    try await withFleet { fleet in
      try await fleet.start([relay, store])
      let client = try await join(fleet)
      let port = try fleet.server(store).port
      fleet.kill(store)
      // Another fleet's node, with the same name, and perhaps on the very port.
      let other = Connections(of: Life(node: store, number: 2), in: Probe.roster, fleet: "other")
      let (listener, _) = try await other.listen()
      let inbox = Inbox()
      let task = Task {
        try await other.run(
          listener, peers: [Peer(life: Life(node: relay, number: 1), port: port)], ready: {}
        ) { bytes, _ in inbox.add(bytes) }
      }
      try await fleet.start(store)
      #expect(try await client.perform(.ask(1)).questions == [1])
      task.cancel()
      _ = await task.result
      #expect(inbox.all.isEmpty)
    }
  }

  @Test("a node that runs isn't started a second time")
  func twice() async throws {
    try await withFleet { fleet in
      try await fleet.start(store)
      await #expect(throws: FleetError.runsAlready("store")) { try await fleet.start(store) }
      _ = try await join(fleet)
      await #expect(throws: FleetError.runsAlready("asker")) { _ = try await join(fleet) }
    }
  }

  @Test("a paused server stands still, hears nothing new, and goes on where it stood")
  func pause() async throws {
    try await withFleet { fleet in
      let process = try await fleet.start(relay)
      try await fleet.start(store)
      let client = try await join(fleet)
      try fleet.pause(relay)
      #if os(Linux)
        #expect(state(of: process) == "T")
      #endif
      await #expect(throws: FleetError.isPaused("relay")) {
        try await fleet.cut(from: relay, to: store)
      }
      // Who is started meanwhile doesn't wait for it.
      fleet.kill(store)
      try await fleet.start(store)
      let asking = Task { try await client.perform(.ask(1)) }
      try fleet.resume(relay)
      #expect(try await asking.value.questions == [1])
      #expect(fleet.isRunning(relay))
      try fleet.pause(store)
      fleet.kill(store)
      #expect(!fleet.isRunning(store))
    }
  }

  @Test("over a cut link nothing is sent, and over the one back it is")
  func cut() async throws {
    try await withFleet { fleet in
      try await fleet.start([relay, store])
      let heard = Tally(open: 1)
      let client = try await join(fleet, hearing: heard.hear)
      // The relay says each time that it has handed the question on; the link loses it.
      try await fleet.cut(from: relay, to: store)
      let first = Task { try await client.perform(.ask(1)) }
      await heard.reach(3)
      #expect(try written(fleet) == [])
      try await fleet.mend(from: relay, to: store)
      #expect(try await first.value.questions == [1])
      // The store writes down what it is asked, and its answer is lost.
      try await fleet.cut(from: store, to: asker)
      let second = Task { try await client.perform(.ask(2)) }
      #expect(try await happens { try written(fleet) == [1, 2] })
      let already = heard.heard
      await heard.reach(already + 3)
      try await fleet.mend(from: store, to: asker)
      #expect(try await second.value.questions == [1, 2])
    }
  }

  @Test("a partition outlasts the restarts of those in it, until it heals")
  func partition() async throws {
    try await withFleet { fleet in
      try await fleet.start([relay, store])
      let heard = Tally(open: 1)
      let client = try await join(fleet, hearing: heard.hear)
      try await fleet.partition([relay, asker], [store])
      for victim in [relay, store] {
        fleet.kill(victim)
        try await fleet.start(victim)
      }
      let asking = Task { try await client.perform(.ask(1)) }
      let already = heard.heard
      await heard.reach(already + 3)
      #expect(try written(fleet) == [])
      try await fleet.heal()
      #expect(try await asking.value.questions == [1])
    }
  }

  @Test(
    "a server that dies in the middle of its writing comes back with all that it has answered",
    arguments: [UInt64(1), 2])
  func fuse(seed: UInt64) async throws {
    try await withFleet { fleet in
      try await fleet.start([relay, store])
      let client = try await join(fleet)
      let answered = Tally(open: 1)
      let asking = Task {
        for number in 1... {
          _ = try await client.perform(.ask(number))
          answered.hear()
        }
      }
      var random = SplitMix64(seed: seed)
      fleet.kill(store)
      for _ in 0..<10 {
        // It may die while it mends its file, before it has begun.
        _ = try? await fleet.start(store, dyingAfter: 1 + Int(random.next(below: 60)))
        #expect(try await fleet.end(of: store) == SIGKILL)
      }
      try await fleet.start(store)
      let already = answered.heard
      await answered.reach(already + 3)
      let sure = answered.heard
      try await fleet.leave(asker)
      await #expect(throws: CancellationError.self) { try await asking.value }
      let written = try written(fleet)
      #expect(written == Array(1...written.count) && written.count >= sure)
    }
  }

  @Test(
    "a server whose disk is full ends, and with a larger one it goes on with what it has answered")
  func fullDisk() async throws {
    try await withFleet { fleet in
      fleet.diskSpace[store] = 200
      try await fleet.start([relay, store])
      let client = try await join(fleet)
      let answered = Tally(open: 1)
      let asking = Task {
        for number in 1... {
          _ = try await client.perform(.ask(number))
          answered.hear()
        }
      }
      #expect(try await fleet.end(of: store) == 1)
      let already = answered.heard
      fleet.diskSpace[store] = nil
      try await fleet.start(store)
      await answered.reach(already + 3)
      let sure = answered.heard
      try await fleet.leave(asker)
      await #expect(throws: CancellationError.self) { try await asking.value }
      let written = try written(fleet)
      #expect(written == Array(1...written.count) && written.count >= sure)
      #expect(already > 0)
    }
  }

  @Test("the folder of a fleet is its own, and gone when it disbands")
  func folder() async throws {
    let fleet = try Fleet(of: Probe.roster, running: probe)
    let other = try Fleet(of: Probe.roster, running: probe)
    #expect(fleet.folder != other.folder)
    try await fleet.start(store)
    #expect(FileManager.default.fileExists(atPath: try fleet.folder(of: store).path + "/log"))
    fleet.disband()
    other.disband()
    #expect(!FileManager.default.fileExists(atPath: fleet.folder.path))
    #expect(!fleet.isRunning(store))
  }
}
