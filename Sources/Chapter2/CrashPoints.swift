// Generated from Chapters/02-rpc.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 465360e710b9f6f2

#sourceLocation(file: "Chapters/02-rpc.md", line: 2587)
internal import Simulation

/// A server whose store can be looked at.
protocol StoreServing: Node where Message == StoreMessage {
  var application: KeyValueStore { get }
}

extension DurableServer: StoreServing where Application == KeyValueStore {}
extension Server: StoreServing where Application == KeyValueStore {}
#sourceLocation(file: "Chapters/02-rpc.md", line: 2601)
/// How often an append took effect although its server crashed on the way.
func executions<Server: StoreServing>(
  on server: Server, crashAfter effects: Int, _ outcome: CrashOutcome
) -> Int {
  var system = System<StoreMessage>()
  system.links.standard = Link(delay: .constant(.milliseconds(5)))
  let id = system.add("server", server)
  let options = CallOptions(retry: .fixed(.milliseconds(40)))
  system.add(
    "client", StoreClient(server: id, options: options),
    work: [.append("log", "x")])
  let world = World(
    system, seed: 1,
    faults: [
      .crash(
        id, afterEffects: effects, at: .zero, for: .milliseconds(20),
        storage: outcome),
      .crash(id, at: .seconds(1), for: .milliseconds(20), storage: .losingAll),
    ], isTracing: false)
  world.run()
  return world[id, as: Server.self].application.values["log"]?.count ?? 0
}
#sourceLocation()
