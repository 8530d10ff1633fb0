// Generated from Chapters/12-gfs.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 5465e089c471e9c2

#sourceLocation(file: "Chapters/12-gfs.md", line: 728)
public import Simulation

/// Holds replicas on its disk and writes what a primary orders, or orders
/// itself while it has a chunk's lease.
public struct ChunkServer: Node {
  public typealias Message = FileMessage

  let master: NodeID
  let terms: Terms
  let omitted: Rule?
  /// How many bytes of replicas its disk holds.
  let room: Int
  // Durable.
  public private(set) var chunks: [ChunkHandle: ChunkCopy]
  // Volatile.
  /// Whether it has refused bytes for which it had no room.
  private(set) var isFull = false
  private var buffers: [DataID: [UInt8]] = [:]
  /// The version whose lease this server may get: its clock is running.
  private var candidacies: [ChunkHandle: Version] = [:]
  private(set) var leases: [ChunkHandle: Lease] = [:]
  private var pending: [DataID: Pending] = [:]
  /// The clones that this server was told to make, and of which version.
  private var orders: [ChunkHandle: Version] = [:]
  /// Whether it joins a cell that runs already, and so reports at once.
  let isJoining: Bool
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 760)
extension ChunkServer {
  public struct Lease: Hashable, Sendable {
    var version: Version
    var secondaries: [NodeID]
  }

  /// An append that waits for the secondaries.
  struct Pending: Hashable, Sendable {
    var mutation: Mutation
    var missing: Set<NodeID>
  }

  public enum Timer: Hashable, Sendable {
    case leaseEnds(ChunkHandle), heartbeat
  }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 782)
extension ChunkServer {
  public enum Record: Hashable, Codable, Sendable {
    case version(ChunkHandle, Version)
    case bytes(ChunkHandle, at: Int, [UInt8])
    case copy(ChunkHandle, ChunkCopy)
    case discard(ChunkHandle)
  }

  private mutating func store(_ record: Record, _ context: inout Context<Self>)
  {
    apply(record)
    context.append(record)
    context.sync()
  }

  private mutating func apply(_ record: Record) {
    switch record {
    case .version(let handle, let version):
      chunks[handle, default: ChunkCopy()].version = version
    case .bytes(let handle, let offset, let data):
      chunks[handle]?.write(data, at: offset)
    case .copy(let handle, let replica): chunks[handle] = replica
    case .discard(let handle): chunks[handle] = nil
    }
  }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 813)
extension ChunkServer {
  public mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    switch message {
    case .push(let data, let bytes, let rest):
      buffers[data] = bytes
      if let next = rest.first {
        let rest = Array(rest.dropFirst())
        context.send(.push(data, bytes, onTo: rest), to: next)
      } else {
        context.send(.pushed(data), to: data.client)
      }
    case .read(let handle):
      context.send(.content(handle, chunks[handle]), to: sender)
    case .append(let handle, let data): append(data, to: handle, &context)
    case .write(let mutation): write(mutation, for: sender, &context)
    case .written(let mutation):
      secondary(sender, wrote: mutation, &context)
    case .failed(let data): giveUp(data, &context)
    default: receiveFromMaster(message, &context)
    }
  }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 850)
extension ChunkServer {
  /// As the primary: chooses the place, writes, and tells the others.
  private mutating func append(
    _ data: DataID, to handle: ChunkHandle, _ context: inout Context<Self>
  ) {
    guard let lease = leases[handle], let replica = chunks[handle],
      let bytes = buffers[data], bytes.count <= terms.largestRecord
    else { return context.send(.failed(data), to: data.client) }
    let end = replica.bytes.count
    let mutation = Mutation(
      handle: handle, version: lease.version, offset: end, data: data,
      isPadding: end + bytes.count > terms.chunkSize)
    guard hasRoom(for: mutation) else {
      return context.send(.failed(data), to: data.client)
    }
    perform(mutation, &context)
    pending[data] = Pending(
      mutation: mutation, missing: Set(lease.secondaries))
    context.broadcast(.write(mutation), to: lease.secondaries)
    let mayAnswer = lease.secondaries.isEmpty || omits(.everyReplicaWrites)
    if mayAnswer { finish(data, &context) }
  }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 879)
extension ChunkServer {
  /// As a secondary.
  private mutating func write(
    _ mutation: Mutation, for primary: NodeID, _ context: inout Context<Self>
  ) {
    guard let replica = chunks[mutation.handle],
      buffers[mutation.data] != nil || mutation.isPadding,
      replica.version == mutation.version || omits(.oldVersionsRefused),
      hasRoom(for: mutation)
    else { return context.send(.failed(mutation.data), to: primary) }
    var placed = mutation
    if omits(.onePlaceForAll) { placed.offset = replica.bytes.count }
    perform(placed, &context)
    context.send(.written(mutation), to: primary)
  }

  private mutating func perform(
    _ mutation: Mutation, _ context: inout Context<Self>
  ) {
    let bytes = content(of: mutation)
    buffers[mutation.data] = nil
    store(.bytes(mutation.handle, at: mutation.offset, bytes), &context)
  }

  private func content(of mutation: Mutation) -> [UInt8] {
    let padding = max(0, terms.chunkSize - mutation.offset)
    return mutation.isPadding
      ? Array(repeating: 0, count: padding) : buffers[mutation.data] ?? []
  }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 915)
extension ChunkServer {
  private mutating func hasRoom(for mutation: Mutation) -> Bool {
    let size = chunks[mutation.handle]?.bytes.count ?? 0
    let end = mutation.offset + content(of: mutation).count
    return hasRoom(forMore: max(0, end - size))
  }

  private mutating func hasRoom(forMore bytes: Int) -> Bool {
    let used = chunks.values.reduce(0) { $0 + $1.bytes.count }
    if used + bytes > room { isFull = true }
    return used + bytes <= room
  }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 938)
extension ChunkServer {
  private mutating func secondary(
    _ server: NodeID, wrote mutation: Mutation, _ context: inout Context<Self>
  ) {
    let data = mutation.data
    guard pending[data]?.mutation == mutation || omits(.answerNamesItsPlace)
    else { return }
    pending[data]?.missing.remove(server)
    if pending[data]?.missing.isEmpty == true { finish(data, &context) }
  }

  private mutating func finish(
    _ data: DataID, _ context: inout Context<Self>
  ) {
    guard let done = pending.removeValue(forKey: data) else { return }
    context.send(
      done.mutation.isPadding
        ? .full(data) : .appended(data, at: done.mutation.offset),
      to: data.client)
  }

  private mutating func giveUp(
    _ data: DataID, _ context: inout Context<Self>
  ) {
    guard pending.removeValue(forKey: data) != nil else { return }
    context.send(.failed(data), to: data.client)
  }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 1043)
extension ChunkServer {
  private mutating func receiveFromMaster(
    _ message: Message, _ context: inout Context<Self>
  ) {
    switch message {
    case .advance(let handle, let version, let isNew):
      guard let known = chunks[handle]?.version ?? (isNew ? Version(0) : nil),
        version > known, !isFull
      else { return }
      endLease(of: handle)
      store(.version(handle, version), &context)
      candidacies[handle] = version
      context.set(.leaseEnds(handle), after: terms.lease)
      context.send(.advanced(handle, to: version), to: master)
    case .lease(let handle, let version, let secondaries):
      guard candidacies[handle] == version else { return }
      leases[handle] = Lease(version: version, secondaries: secondaries)
    default: receiveHousekeeping(message, &context)
    }
  }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 1082)
extension ChunkServer {
  public mutating func fire(_ timer: Timer, _ context: inout Context<Self>) {
    switch timer {
    case .leaseEnds(let handle): endLease(of: handle)
    case .heartbeat: report(&context)
    }
  }

  private mutating func endLease(of handle: ChunkHandle) {
    candidacies[handle] = nil
    leases[handle] = nil
    if omits(.silentAfterLease) { return }
    pending = pending.filter { $0.value.mutation.handle != handle }
  }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 1450)
extension ChunkServer {
  private mutating func receiveHousekeeping(
    _ message: Message, _ context: inout Context<Self>
  ) {
    switch message {
    case .survey: report(&context)
    case .discard(let handle, let version):
      guard let replica = chunks[handle], replica.version < version else {
        return
      }
      endLease(of: handle)
      store(.discard(handle), &context)
      isFull = false
    case .clone(let handle, let version, let source):
      orders[handle] = version
      context.send(.read(handle), to: source)
    case .content(let handle, let replica?):
      guard let version = orders.removeValue(forKey: handle),
        version == replica.version || omits(.cloneNamesItsVersion),
        chunks[handle].map({ $0.version < replica.version }) ?? true,
        hasRoom(forMore: replica.bytes.count)
      else { return }
      store(.copy(handle, replica), &context)
      report(&context)
    default: break
    }
  }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 1483)
extension ChunkServer {
  private func report(_ context: inout Context<Self>) {
    let held = chunks.keys.sorted().map {
      ReportedChunk(handle: $0, version: chunks[$0]?.version ?? Version(0))
    }
    context.send(.report(held), to: master)
    if let heartbeat = terms.heartbeat {
      context.set(.heartbeat, after: heartbeat)
    }
  }

  public mutating func start(_ context: inout Context<Self>) {
    if terms.heartbeat != nil || isJoining { report(&context) }
  }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 1503)
extension ChunkServer {
  public mutating func restart(
    recovering log: StableLog<Record>, _ context: inout Context<Self>
  ) {
    for record in log.records { apply(record) }
    if log.isTorn {
      context.rewrite(log.records)
      context.sync()
    }
    report(&context)
  }

  func omits(_ rule: Rule) -> Bool { omitted == rule }
}

extension Master {
  func omits(_ rule: Rule) -> Bool { omitted == rule }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 1526)
extension ChunkServer {
  public init(
    master: NodeID, terms: Terms = Terms(), omitting omitted: Rule? = nil,
    holding chunks: [ChunkHandle: ChunkCopy] = [:], room: Int = .max,
    isJoining: Bool = false
  ) {
    self.room = room
    self.isJoining = isJoining
    self.master = master
    self.terms = terms
    self.omitted = omitted
    self.chunks = chunks
  }
}
#sourceLocation()
