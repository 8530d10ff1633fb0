// Generated from Chapters/02-rpc.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 6188dcc004b72a40

#sourceLocation(file: "Chapters/02-rpc.md", line: 2243)
internal import Figures
internal import Simulation

/// A server whose store can be looked at.
protocol StoreServing: Node where Message == StoreMessage {
  var application: KeyValueStore { get }
}

extension DurableServer: StoreServing where Application == KeyValueStore {}
extension Server: StoreServing where Application == KeyValueStore {}
#sourceLocation(file: "Chapters/02-rpc.md", line: 2258)
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
        id, afterEffects: effects, at: .milliseconds(1), for: .milliseconds(20),
        storage: outcome),
      .crash(id, at: .seconds(1), for: .milliseconds(20), storage: .losingAll),
    ], isTracing: false)
  world.run()
  return world[id, as: Server.self].application.values["log"]?.count ?? 0
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 2285)
struct CrashExperiment {
  let outcomes: [(String, CrashOutcome)] = [
    ("lost", .losingAll), ("kept", .losingNone),
    ("torn", .losing(.max, tearing: true)),
  ]
  var grid = CellGrid(
    title: "How often an append runs if its server crashes on the way",
    summary: "What was not synced is lost, kept, or half of it kept. Exact.",
    rowTitle: "server, disk", columnTitle: "effects before the crash",
    rows: [], columns: (0...5).map { "\($0)" },
    states: [
      .init("once", sign: "1", tone: .green),
      .init("never", sign: "0", tone: .red),
      .init("twice", sign: "2", tone: .red),
    ], cells: [])

  mutating func add(_ name: String, _ server: some StoreServing) {
    for (disk, outcome) in outcomes {
      grid.rows.append("\(name), \(disk)")
      grid.cells.append(
        (0...5).map { effects in
          [1, 0, 2][executions(on: server, crashAfter: effects, outcome)]
        })
    }
  }
}
#sourceLocation()
