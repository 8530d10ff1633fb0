import Foundation
import RealNodes
import Simulation

/// Two kinds of server and a client, for the tests of `RealNodes`, in which no chapter's code may be.
///
///     real-nodes-probe                a store that misbehaves, and how its process ends
///     HOLD=1 real-nodes-probe         starts two stores, pauses one, says so, and waits for ever
///     real-nodes-probe serve PLACE    one of the servers
@main enum Probe: Demonstration {
  static let relay = NodeID(0)
  static let store = NodeID(1)
  static let otherStore = NodeID(2)
  static let asker = NodeID(3)

  static var roster: Roster {
    var system = System<ProbeMessage>()
    system.add("relay", Relay(store: store))
    system.add("store", Store())
    system.add("other store", Store())
    system.add("asker", Asker(relay: relay, store: store))
    return system.roster
  }

  static func serve(_ place: ServerPlace) async throws {
    if place.node == relay {
      try await place.serve(Relay(store: store), codec: .compact)
    } else {
      try await place.serve(Store(), codec: .compact)
    }
  }

  static func run(_ fleet: Fleet) async throws {
    if ProcessInfo.processInfo.environment["HOLD"] != nil { return try await hold(fleet) }
    try await fleet.start(store)
    let asker = Asker(relay: relay, store: store)
    let runner = try await fleet.join(asker, as: Self.asker, codec: .compact)
    let asking = Task { try await runner.perform(.misbehave(itself: false)) }
    print("the store ended with status \(try await fleet.end(of: store))")
    try await fleet.leave(Self.asker)
    if case .success = await asking.result { throw Wrong("a dead store has answered") }
  }

  private static func hold(_ fleet: Fleet) async throws {
    let running = try await fleet.start(store)
    let paused = try await fleet.start(otherStore)
    try fleet.pause(otherStore)
    print("\(running) \(paused) \(fleet.folder.path)")
    fflush(nil)
    try await Task.sleep(for: .seconds(1 << 30))
  }
}
