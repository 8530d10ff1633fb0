// Generated from Chapters/04-primary-backup.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 6174cfc0edc04f0f

#sourceLocation(file: "Chapters/04-primary-backup.md", line: 2649)
internal import Simulation

/// Milliseconds from the crash of the primary to Ann's next answer.
func failOverGap(_ times: ReplicaTimes, crash: Int) -> Int {
  let system = replicaSystem(
    servers: 3,
    clients: [
      ("Ann", .closedLoop(Array(repeating: .append("log", "x"), count: 80)))
    ], times: times)
  let moment = Duration.milliseconds(crash)
  let world = World(
    system, seed: 1, faults: [.crash(NodeID(1), at: moment)],
    isTracing: false)
  world.run(for: .milliseconds(700))
  let answers = world.history(of: ReplicaStoreClient.self).completed
    .compactMap { $0.completed?.moment.time.elapsed }
  // An answer that was on its way at the crash is not yet the service's return.
  let next = answers.first { $0 > moment + .milliseconds(5) }
  return ((next ?? .seconds(1)) - moment).wholeMilliseconds
}

/// Answers in each twentieth of a second to eight clients, with faults.
func throughput(_ faults: [Fault]) -> [Int] {
  let clients = (1...8).map { number in
    let call = KeyValueStore.Operation.put("k\(number)", "x")
    return (
      "C\(number)", Workload.closedLoop(Array(repeating: call, count: 400))
    )
  }
  let world = World(
    replicaSystem(servers: 3, clients: clients), seed: 1, faults: faults,
    isTracing: false)
  world.run(for: .seconds(1))
  var counts = Array(repeating: 0, count: 20)
  for entry in world.history(of: ReplicaStoreClient.self).completed {
    let time = entry.completed?.moment.time.elapsed.wholeMilliseconds ?? 0
    if time < 1000 { counts[time / 50] += 1 }
  }
  return counts
}
#sourceLocation()
