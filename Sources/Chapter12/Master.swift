// Generated from Chapters/12-gfs.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 8461f6255786681b

#sourceLocation(file: "Chapters/12-gfs.md", line: 1136)
public import Simulation

/// Knows where everything is and who may change it; sees no data.
public struct Master: Node {
  public typealias Message = FileMessage
  public typealias Record = MetadataChange

  let servers: [NodeID]
  let terms: Terms
  let omitted: Rule?
  // Durable.
  private(set) var metadata: Metadata
  // Volatile.
  private(set) var reports: [ChunkHandle: [NodeID: Version]]
  private(set) var grants: [ChunkHandle: Grant] = [:]
  private var waiting: [ChunkHandle: [NodeID]] = [:]
  /// Before the restart it may have given leases that it can't remember.
  private(set) var mustWait = false
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 1161)
extension Master {
  public enum Grant: Hashable, Sendable {
    /// Waiting for replicas to write the new version down.
    case asking(Version, asked: [NodeID], missing: Set<NodeID>)
    case held(primary: NodeID, replicas: [NodeID])
  }

  public enum Timer: Hashable, Sendable {
    case patience(ChunkHandle), leaseEnds(ChunkHandle), oldLeasesEnd
  }

  /// The replicas that have missed nothing.
  public func current(_ handle: ChunkHandle) -> [NodeID] {
    let granted = metadata.granted(handle)
    return (reports[handle] ?? [:]).filter {
      $0.value >= granted || omits(.staleNotListed)
    }.keys.sorted()
  }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 1186)
extension Master {
  private mutating func place(
    _ path: Path, _ client: NodeID, _ context: inout Context<Self>
  ) {
    guard let handle = metadata.files[path]?.last else { return }
    if case .held(let primary, let replicas) = grants[handle] {
      let placement = Placement(
        path: path, handle: handle, primary: primary, replicas: replicas)
      return context.send(.located(placement), to: client)
    }
    if waiting[handle, default: []].contains(client) == false {
      waiting[handle, default: []].append(client)
    }
    if grants[handle] == nil { ask(hosts(of: handle), about: handle, &context) }
  }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 1208)
extension Master {
  private mutating func ask(
    _ replicas: [NodeID], about handle: ChunkHandle,
    _ context: inout Context<Self>
  ) {
    grants[handle] = nil
    guard !replicas.isEmpty, !mustWait else { return }
    log(.issue(handle), &context)
    let version = metadata.issued(handle)
    grants[handle] = .asking(
      version, asked: replicas, missing: Set(replicas))
    let isNew = metadata.granted(handle) == Version(0)
    let advance = Message.advance(handle, to: version, isNew: isNew)
    context.broadcast(advance, to: replicas)
    context.set(.patience(handle), after: terms.patience)
  }

  private mutating func log(
    _ change: MetadataChange, _ context: inout Context<Self>
  ) {
    metadata.apply(change)
    context.append(change)
    context.sync()
  }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 1240)
extension Master {
  private mutating func server(
    _ server: NodeID, advanced handle: ChunkHandle, to version: Version,
    _ context: inout Context<Self>
  ) {
    guard case .asking(version, let asked, var missing) = grants[handle] else {
      return
    }
    missing.remove(server)
    reports[handle, default: [:]][server] = version
    grants[handle] = .asking(version, asked: asked, missing: missing)
    if missing.isEmpty { grant(handle, version, to: asked, &context) }
  }

  private mutating func grant(
    _ handle: ChunkHandle, _ version: Version, to replicas: [NodeID],
    _ context: inout Context<Self>
  ) {
    if omits(.loggedBeforeLeased) {
      metadata.apply(.grant(handle, version))
    } else {
      log(.grant(handle, version), &context)
    }
    let primary = replicas[0]
    grants[handle] = .held(primary: primary, replicas: replicas)
    let lease = Message.lease(
      handle, version, secondaries: Array(replicas.dropFirst()))
    context.send(lease, to: primary)
    context.cancel(.patience(handle))
    context.set(.leaseEnds(handle), after: terms.longestLease)
    for client in waiting.removeValue(forKey: handle) ?? [] {
      tell(client, about: handle, &context)
    }
  }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 1287)
extension Master {
  public mutating func fire(_ timer: Timer, _ context: inout Context<Self>) {
    switch timer {
    case .patience(let handle):
      guard case .asking(let version, let asked, let missing) = grants[handle]
      else { return }
      let answered = asked.filter { !missing.contains($0) }
      if omits(.newNumberForEachTry), !answered.isEmpty {
        grant(handle, version, to: answered, &context)
      } else {
        ask(answered, about: handle, &context)
      }
    case .leaseEnds(let handle): grants[handle] = nil
    case .oldLeasesEnd: mustWait = false
    }
  }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 1315)
extension Master {
  public mutating func restart(
    recovering log: StableLog<Record>, _ context: inout Context<Self>
  ) {
    for change in log.records { metadata.apply(change) }
    if log.isTorn {
      context.rewrite(log.records)
      context.sync()
    }
    reports = [:]
    mustWait = true
    context.set(.oldLeasesEnd, after: terms.longestLease)
    context.broadcast(.survey, to: servers)
  }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 1335)
extension Master {
  public mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    switch message {
    case .locate(let path, true):
      if metadata.files[path]?.isEmpty ?? true { addChunk(to: path, &context) }
      place(path, sender, &context)
    case .locate(let path, false):
      guard let handle = metadata.files[path]?.last else { return }
      let placement = Placement(
        path: path, handle: handle, replicas: current(handle))
      context.send(.located(placement), to: sender)
    case .extend(let path, let full):
      if metadata.files[path]?.last == full { addChunk(to: path, &context) }
      place(path, sender, &context)
    case .advanced(let handle, let version):
      server(sender, advanced: handle, to: version, &context)
    case .report(let chunks): hear(chunks, from: sender, &context)
    default: break
    }
  }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 1363)
extension Master {
  private mutating func addChunk(
    to path: Path, _ context: inout Context<Self>
  ) {
    log(.addChunk(path), &context)
  }

  /// The servers with the fewest chunks for a new one, else the current ones.
  private func hosts(of handle: ChunkHandle) -> [NodeID] {
    guard metadata.granted(handle) == Version(0) else { return current(handle) }
    let order = servers.sorted { (load(of: $0), $0) < (load(of: $1), $1) }
    return order.prefix(terms.goal).sorted()
  }

  private func load(of server: NodeID) -> Int {
    reports.values.count { $0[server] != nil }
  }

  private func tell(
    _ client: NodeID, about handle: ChunkHandle, _ context: inout Context<Self>
  ) {
    let paths = metadata.files.filter { $0.value.last == handle }.keys
    guard let path = paths.min(),
      case .held(let primary, let replicas) = grants[handle]
    else { return }
    let placement = Placement(
      path: path, handle: handle, primary: primary, replicas: replicas)
    context.send(.located(placement), to: client)
  }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 1405)
extension Master {
  private mutating func hear(
    _ chunks: [ReportedChunk], from server: NodeID,
    _ context: inout Context<Self>
  ) {
    for handle in reports.keys.sorted() { reports[handle]?[server] = nil }
    for chunk in chunks {
      let granted = metadata.granted(chunk.handle)
      let isKnown = metadata.chunks[chunk.handle] != nil
      if isKnown, chunk.version >= granted || omits(.staleNotListed) {
        reports[chunk.handle, default: [:]][server] = chunk.version
      } else {
        let bound = isKnown ? granted : chunk.version.next
        context.send(.discard(chunk.handle, below: bound), to: server)
      }
    }
    // What it must discard counts as held: a clone can wait for a report.
    let held = Set(chunks.map(\.handle))
    for handle in metadata.chunks.keys.sorted() where !held.contains(handle) {
      considerClone(of: handle, on: server, &context)
    }
  }

  private func considerClone(
    of handle: ChunkHandle, on server: NodeID, _ context: inout Context<Self>
  ) {
    let replicas = current(handle)
    guard replicas.count < terms.goal, let source = replicas.last,
      let version = reports[handle]?[source],
      !mustWait, grants[handle] == nil || omits(.noCloneDuringLease)
    else { return }
    context.send(.clone(handle, version, from: source), to: server)
  }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 1545)
extension Master {
  public init(
    servers: [NodeID], terms: Terms = Terms(), omitting omitted: Rule? = nil,
    knowing metadata: Metadata = Metadata(),
    reports: [ChunkHandle: [NodeID: Version]] = [:]
  ) {
    self.servers = servers
    self.terms = terms
    self.omitted = omitted
    self.metadata = metadata
    self.reports = reports
  }
}
#sourceLocation()
