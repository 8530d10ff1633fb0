// Generated from Chapters/04-primary-backup.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 4e8c875261e7deb9

#sourceLocation(file: "Chapters/04-primary-backup.md", line: 2555)
internal import Simulation

let stuckStories: [(String, servers: Int, [Fault])] = [
  (
    "the primary dies before it has acknowledged its view", servers: 2,
    [.crash(NodeID(1), at: .milliseconds(17))]
  ),
  (
    "a new backup dies before it has the state", servers: 3,
    [
      .crash(NodeID(2), at: .milliseconds(100)),
      .crash(NodeID(3), at: .milliseconds(179)),
    ]
  ),
  (
    "the backup dies, and later the primary, alone", servers: 2,
    [
      .crash(NodeID(2), at: .milliseconds(100)),
      .crash(NodeID(1), at: .milliseconds(400)),
    ]
  ),
  (
    "the view server dies, and later the primary", servers: 2,
    [
      .crash(NodeID(0), at: .milliseconds(100)),
      .crash(NodeID(1), at: .milliseconds(400)),
    ]
  ),
]
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 2589)
func ending(of faults: [Fault], servers: Int) -> String {
  let call = KeyValueStore.Operation.append("x", "x")
  let calls = Array(repeating: call, count: 20)
  let system = replicaSystem(
    servers: servers,
    clients: [("Ann", .closedLoop(calls, pause: .milliseconds(60)))])
  let world = World(system, seed: 1, faults: faults, isTracing: false)
  world.run(for: .seconds(20))
  let views = world[NodeID(0), as: StoreViewServerNode.self].server
  let answers = world.history(of: ReplicaStoreClient.self).completed.count
  let word = views.isAcknowledged ? "acknowledged" : "not acknowledged"
  return "\(answers) answers; \(views.view), \(word)"
}
#sourceLocation()
