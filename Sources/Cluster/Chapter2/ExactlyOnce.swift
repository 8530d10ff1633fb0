internal import Chapter2
internal import RealNodes
internal import Simulation
internal import Synchronization

/// Chapter 2: a client appends one number after the other to a log, its server is killed three times
/// in the middle, and at the end every number is in the log once.
@main enum ExactlyOnce: Demonstration {
  private static let server = NodeID(0)
  private static let client = NodeID(1)
  private static let kills = 3
  private static let options = CallOptions(retry: .fixed(.milliseconds(100)))

  /// The same system that runs in the simulated world.
  static var system: System<StoreMessage> {
    var system = System<StoreMessage>()
    system.add("server", DurableStoreServer(KeyValueStore()))
    system.add("client", StoreClient(server: server, options: options))
    return system
  }

  static var roster: Roster { system.roster }

  static func serve(_ place: ServerPlace) async throws {
    try await place.serve(DurableStoreServer(KeyValueStore()), codec: .wire)
  }

  static func run(_ fleet: Fleet) async throws {
    print("process \(try await fleet.start(server)) serves")
    let client = try await fleet.join(
      StoreClient(server: server, options: options), as: client, codec: .wire)
    let latest = Latest()
    let appending = Task {
      while !Task.isCancelled {
        _ = try await client.perform(.append("log", "\(latest.next()),"))
      }
    }
    for kill in 1...kills {
      while latest.number < 20 * kill { try await Task.sleep(for: .milliseconds(1)) }
      fleet.kill(server)
      print("killed during call \(latest.number);", terminator: " ")
      print("process \(try await fleet.start(server)) serves from its file")
    }
    appending.cancel()
    try await appending.value
    try check(try await client.perform(.get("log")), upTo: latest.number)
  }

  private static func check(
    _ outcome: Outcome<KeyValueStore.Response>, upTo count: Int
  ) throws {
    guard case .reply(.value(let value)) = outcome else {
      throw Wrong("the log can't be read: \(outcome)")
    }
    let numbers = (value ?? "").split(separator: ",").compactMap { Int($0) }
    guard count > 0, numbers == Array(1...count) else { throw Wrong("the log is \(numbers)") }
    print("\(count) appends, \(kills) kills: every number is in the log once, in order")
  }
}

/// The number of the call that is under way.
private final class Latest: Sendable {
  private let state = Mutex(0)
  var number: Int { state.withLock { $0 } }

  func next() -> Int {
    state.withLock { number in
      number += 1
      return number
    }
  }
}
