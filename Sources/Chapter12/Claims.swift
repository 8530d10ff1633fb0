// Generated from Chapters/12-gfs.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 92cf5c2a07129c51

#sourceLocation(file: "Chapters/12-gfs.md", line: 2425)
internal import Figures
internal import Simulation

extension StorageCluster {
  /// Every listed replica has every acknowledged record in its place.
  var wholeness: Invariant<FileMessage> {
    Invariant("acknowledged means whole") { view in
      guard view.isUp(master) else { return nil }
      let known = view[master, as: Master.self]
      for told in view.all(FileClient.self).flatMap(\.node.acknowledged) {
        for server in known.current(told.handle) where view.isUp(server) {
          let replica = view[server, as: ChunkServer.self].chunks[told.handle]
          guard let replica, !told.isWhole(in: replica) else { continue }
          let name = view.name(of: server)
          return "\(name) lacks \"\(text(told.record))\" at \(told.offset)"
        }
      }
      return nil
    }
  }
}

extension FileClient.Acknowledged {
  func isWhole(in replica: ChunkCopy) -> Bool {
    replica.bytes.dropFirst(offset).starts(with: record)
  }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 2457)
extension StorageCluster {
  /// Some disk has every acknowledged record.
  var survival: Invariant<FileMessage> {
    Invariant("acknowledged means kept") { view in
      let metadata = view[master, as: Master.self].metadata
      let servers = view.all(ChunkServer.self).map(\.node)
      for told in view.all(FileClient.self).flatMap(\.node.acknowledged) {
        let granted = metadata.granted(told.handle)
        let isKept = servers.contains { server in
          guard let replica = server.chunks[told.handle] else { return false }
          return replica.version >= granted && told.isWhole(in: replica)
        }
        if !isKept { return "no disk has \"\(text(told.record))\"" }
      }
      return nil
    }
  }

  /// No two servers believe that they hold a chunk's lease.
  var exclusiveness: Invariant<FileMessage> {
    Invariant("one lease at a time") { view in
      var holders: [ChunkHandle: String] = [:]
      for (id, server) in view.all(ChunkServer.self) where view.isUp(id) {
        for handle in server.leases.keys.sorted() {
          if let other = holders[handle] {
            return "\(other) and \(view.name(of: id)) both hold \(handle)"
          }
          holders[handle] = view.name(of: id)
        }
      }
      return nil
    }
  }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 2496)
extension StorageCluster {
  /// A search for a schedule in which a claim falls.
  ///
  /// - Parameter clocks: whether a holder's lease is over before the master
  ///   thinks so, as clocks of bounded drift promise.
  func search(
    timers: Int, crashes: Int = 0, duplications: Int = 0, clocks: Bool = false
  ) -> SystemSearch<FileMessage> {
    var search = SystemSearch(
      "file system", system, invariants: [wholeness, survival])
    search.budget = SearchBudget(
      duplications: duplications, crashes: crashes, timers: timers)
    search.crashable = Set([master] + servers)
    search.skipsIdleDeliveries = true
    if clocks { search.constraints = [leasesEndInTime] }
    return search
  }

  /// The master doesn't think a lease over while its holder has it.
  private var leasesEndInTime: SystemSearch<FileMessage>.Goal {
    SystemSearch.Goal("leases end in time") { view in
      let known = view[master, as: Master.self]
      return known.mustWait
        || view.all(ChunkServer.self).allSatisfy { id, server in
          server.leases.keys.allSatisfy { handle in
            if case .held(id, _) = known.grants[handle] { true } else { false }
          }
        }
    }
  }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 2532)
/// A few clients with one record of one byte each.
func smallCell(
  clients: Int, replicas: Int = 2, servers: Int = 2, lastRoom: Int = .max,
  omitting rule: Rule? = nil
) -> StorageCluster {
  var terms = Terms.brief
  terms.chunkSize = 4
  terms.goal = servers
  return StorageCluster(
    servers: servers, terms: terms, omitting: rule, replicas: replicas,
    lastRoom: lastRoom,
    work: ["a", "b", "c"].prefix(clients).map { [.append("log", bytes($0))] })
}

extension SystemSearch {
  /// One line about the verdict, and the shortest run if a claim falls.
  func verdict(on name: String, showsRun: Bool = false) -> String {
    let report = run()
    let title = name.padded(to: 42)
    guard let run = report.counterexample else {
      let verdict = report.holds ? "holds in all" : "inconclusive after"
      return "\(title) \(verdict) \(report.states) states"
    }
    let line = "\(title) falls in \(run.length) steps: \(run.message)"
    guard showsRun else { return line }
    return ([line] + run.steps.dropFirst().map { "    \($0.action)" })
      .joined(separator: "\n")
  }
}
#sourceLocation()
