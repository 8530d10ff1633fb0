// Generated from Chapters/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 397675ed77db63ca

#sourceLocation(file: "Chapters/06-consistency.md", line: 2568)
public import Simulation

extension StoreHistory {
  /// For each answered read of x, how long before its beginning the value that
  /// it returned had been overwritten; zero if it had not. One client writes.
  public var staleness: [Duration] {
    let writes = entries.filter {
      if case .put = $0.operation { true } else { false }
    }
    return entries.compactMap { read in
      guard case .get = read.operation, case .value(let value)? = read.response
      else { return nil }
      let found = writes.lastIndex { write in
        if case .put(_, let written) = write.operation {
          written == value
        } else {
          false
        }
      }
      let next = (found ?? -1) + 1
      guard next < writes.count, let overwritten = writes[next].completed,
        overwritten.moment < read.invoked
      else { return .zero }
      return overwritten.moment.time.duration(to: read.invoked.time)
    }
  }
}
#sourceLocation(file: "Chapters/06-consistency.md", line: 2600)
/// One writer and two readers of x, for some seconds.
public func stalenessRun(of design: some StoreDesign, seed: UInt64)
  -> StoreHistory
{
  let writes = (1...300).map { KeyValueStore.Operation.put("x", "\($0)") }
  let reads = Array(repeating: KeyValueStore.Operation.get("x"), count: 400)
  return StoreRun(
    design, sites: 3,
    work: [
      .closedLoop(writes, pause: .milliseconds(8)),
      .closedLoop(reads, pause: .milliseconds(5)),
      .closedLoop(reads, pause: .milliseconds(5)),
    ],
    link: Link(), seed: seed
  ).history
}
#sourceLocation()
