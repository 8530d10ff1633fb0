// Generated from Chapters/04-primary-backup.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 7f8f82479498ce6f

#sourceLocation(file: "Chapters/04-primary-backup.md", line: 1179)
internal import Figures
internal import Simulation

private let roles: [CellGrid.State] = [
  .init("primary that serves", sign: "P", tone: .green),
  .init("primary that waits for its backup", sign: "p", tone: .amber),
  .init("backup with the state", sign: "B", tone: .blue),
  .init("backup without", sign: "b", tone: .amber),
  .init("crashed", sign: "x", tone: .red),
]

/// Runs a world, and draws what each server believes itself to be.
func timeline(
  of world: World<ReplicaStoreMessage>, servers: Int, title: String,
  columns: Int = 25, step: Duration = .milliseconds(20)
) -> CellGrid {
  var grid = CellGrid(
    title: title,
    summary: "What each server believes itself to be. Exact.",
    rowTitle: "server", columnTitle: "× \(step.wholeMilliseconds) ms",
    rows: (1...servers).map { "S\($0)" },
    columns: (1...columns).map { "\($0)" },
    states: roles, cells: Array(repeating: [], count: servers))
  for _ in 0..<columns {
    world.run(for: step)
    for server in 1...servers {
      grid.cells[server - 1].append(role(of: NodeID(server), in: world))
    }
  }
  return grid
}
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 1215)
private func role(
  of server: NodeID, in world: World<ReplicaStoreMessage>
) -> Int? {
  guard world.isUp(server) else { return 4 }
  let replica = world[server, as: StoreReplicaNode.self].replica
  if replica.isPrimary { return replica.isReady ? 0 : 1 }
  return replica.isBackup ? (replica.isReady ? 2 : 3) : nil
}
#sourceLocation()
