internal import Chapter2
internal import Chapter4
internal import Histories
internal import RealNodes
internal import Simulation

/// Chapter 4: the primary is stopped, replaced and let go on; then its successor is killed. Every
/// append of the client is in the log once, in order.
@main enum FailOver: Demonstration {
  private static let views = NodeID(0)
  private static let servers = [NodeID(1), NodeID(2), NodeID(3)]
  private static let client = NodeID(4)

  /// Long enough for a busy machine, so that only a server that stands still is suspected.
  private static let times = {
    var times = ReplicaTimes()
    times.ping = .milliseconds(50)
    times.silence = .milliseconds(500)
    times.retry = .milliseconds(100)
    return times
  }()

  /// The same system that runs in the simulated world.
  private static let system = replicaSystem(servers: 3, clients: [("Ann", [])], times: times)

  static var roster: Roster { system.roster }

  static func serve(_ place: ServerPlace) async throws {
    guard place.node != views else {
      return try await place.serve(
        StoreViewServerNode(patience: times.silence), codec: .wire)
    }
    let replica = Replica(KeyValueStore(), as: place.node, viewServer: views)
    try await place.serve(StoreReplicaNode(replica, pingEvery: times.ping), codec: .wire)
  }

  static func run(_ fleet: Fleet) async throws {
    for node in [views] + servers { try await fleet.start(node) }
    print("a view server and S1, S2, S3: a process each")
    let ann = try await fleet.join(
      ReplicaStoreClient(viewServer: views, patience: times.retry), as: client, codec: .wire)
    let work = Appends(by: ann)
    try await work.perform(20)
    try fleet.pause(servers[0])
    print("S1 is stopped (SIGSTOP) after \(work.count) answers;", terminator: " ")
    print("the next answer comes after \(try await work.gap()) ms")
    try await work.perform(20)
    try fleet.resume(servers[0])
    print("S1 goes on (SIGCONT) after \(work.count) answers, and believes that it's primary")
    try await work.perform(20)
    fleet.kill(servers[1])
    print("S2 is killed (SIGKILL) after \(work.count) answers;", terminator: " ")
    print("the next answer comes after \(try await work.gap()) ms")
    try await work.perform(20)
    try await work.check()
  }
}
