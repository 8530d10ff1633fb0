// Generated from Solutions/12-gfs.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 4da288b861b4061a

#sourceLocation(file: "Solutions/12-gfs.md", line: 864)
public import Chapter12

/// The clones to be made now, in order of urgency. Our solution has 36 lines.
public func planClones(_ state: ClusterState) -> [PlannedClone] {
  var busy: [Int: Int] = [:]
  func isFree(_ server: Int) -> Bool {
    state.servers[server]?.isUp == true
      && busy[server, default: 0] < state.serverLimit
  }
  func holders(_ chunk: ClusterState.Chunk) -> [Int] {
    chunk.current.filter { state.servers[$0]?.isUp == true }
  }
  func key(_ chunk: ClusterState.Chunk) -> (Int, Int, Int, ChunkHandle) {
    (
      holders(chunk).count - chunk.goal, chunk.isDeleted ? 1 : 0,
      chunk.isWaitedFor ? 0 : 1, chunk.handle
    )
  }
  func target(for chunk: ClusterState.Chunk) -> Int? {
    let taken = Set(chunk.current + chunk.stale)
    let racks = Set(holders(chunk).compactMap { state.servers[$0]?.rack })
    let free = state.servers.keys.sorted().filter {
      !taken.contains($0) && isFree($0)
    }
    let apart = free.filter { server in
      state.servers[server].map { !racks.contains($0.rack) } ?? false
    }
    return apart.first ?? free.first
  }

  var plan: [PlannedClone] = []
  for chunk in state.chunks.sorted(by: { key($0) < key($1) })
  where holders(chunk).count < chunk.goal && plan.count < state.cloneLimit {
    guard let source = holders(chunk).first(where: isFree),
      let target = target(for: chunk)
    else { continue }
    busy[source, default: 0] += 1
    busy[target, default: 0] += 1
    plan.append(PlannedClone(chunk.handle, from: source, to: target))
  }
  return plan
}
#sourceLocation()
