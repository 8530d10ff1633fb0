// Generated from Chapters/02-rpc.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 473ff458c251d969

#sourceLocation(file: "Chapters/02-rpc.md", line: 1556)
internal import Simulation

/// Runs `count` appends over a lossy link; how often each took effect.
func executions(
  of count: Int, loss: Double, _ rule: StoreServer.DuplicateRule,
  _ options: CallOptions, seed: UInt64
) -> [Int] {
  var system = System<StoreMessage>()
  system.links.standard.loss = loss
  let server = system.add("server", StoreServer(rule))
  system.add(
    "client", StoreClient(server: server, options: options),
    work: .closedLoop((1...count).map { .append("log", "\($0),") }))
  let world = World(system, seed: seed, isTracing: false)
  world.run()
  let log = world[server, as: StoreServer.self].application.values["log"] ?? ""
  var times = Array(repeating: 0, count: count)
  for number in log.split(separator: ",").compactMap({ Int($0) }) {
    times[number - 1] += 1
  }
  return times
}
#sourceLocation()
