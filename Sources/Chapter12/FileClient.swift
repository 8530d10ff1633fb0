// Generated from Chapters/12-gfs.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 782146af375f5d02

#sourceLocation(file: "Chapters/12-gfs.md", line: 1618)
public import Simulation

/// The library that is linked into every program that uses the files.
public struct FileClient: Node {
  public typealias Message = FileMessage
  public enum Timer: Hashable, Sendable { case retry }

  public enum Operation: Hashable, Sendable {
    case append(Path, [UInt8])
    case read(Path, replica: Int)
  }

  public enum Response: Hashable, Sendable {
    case appended(ChunkHandle, at: Int)
    case content(ChunkCopy?)
    /// Larger than a quarter of a chunk.
    case failed
  }

  let master: NodeID
  let terms: Terms
  private var queue: [Task] = []
  private var placement: Placement?
  private var attempts = 0
  private(set) var acknowledged: [Acknowledged] = []
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 1649)
extension FileClient {
  struct Task: Hashable, Sendable {
    var id: OperationID
    var operation: Operation
  }

  /// What a client was told about a record.
  struct Acknowledged: Hashable, Sendable {
    var handle: ChunkHandle
    var offset: Int
    var record: [UInt8]
  }

  public mutating func invoke(
    _ operation: Operation, as id: OperationID, _ context: inout Context<Self>
  ) {
    queue.append(Task(id: id, operation: operation))
    if queue.count == 1 { attempt(&context) }
  }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 1674)
extension FileClient {
  private mutating func attempt(_ context: inout Context<Self>) {
    guard let task = queue.first else { return }
    attempts += 1
    context.set(.retry, after: terms.retry)
    switch task.operation {
    case .append(_, let record) where record.count > terms.largestRecord:
      finish(.failed, &context)
    case .append(let path, let record):
      guard let placement, placement.path == path, placement.primary != nil
      else {
        return context.send(.locate(path, toAppend: true), to: master)
      }
      push(record, along: placement.replicas, &context)
    case .read(let path, let replica):
      guard let placement, placement.path == path, !placement.replicas.isEmpty
      else {
        return context.send(.locate(path, toAppend: false), to: master)
      }
      let host = placement.replicas[replica % placement.replicas.count]
      context.send(.read(placement.handle), to: host)
    }
  }

  private mutating func push(
    _ record: [UInt8], along replicas: [NodeID], _ context: inout Context<Self>
  ) {
    guard let first = replicas.first else { return }
    let data = DataID(client: context.id, attempt: attempts)
    let rest = Array(replicas.dropFirst())
    context.send(.push(data, record, onTo: rest), to: first)
  }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 1712)
extension FileClient {
  public mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    let current = DataID(client: context.id, attempt: attempts)
    switch message {
    case .located(let place):
      guard !queue.isEmpty, placement == nil else { return }
      placement = place
      attempt(&context)
    case .pushed(current):
      guard let placement, let primary = placement.primary else { return }
      context.send(.append(placement.handle, current), to: primary)
    case .appended(current, let offset): complete(at: offset, &context)
    case .full(current):
      guard let full = placement else { return }
      placement = nil
      context.send(.extend(full.path, after: full.handle), to: master)
    case .failed(current): placement = nil
    case .content(_, let replica):
      guard case .read? = queue.first?.operation else { return }
      finish(.content(replica), &context)
    default: break
    }
  }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 1743)
extension FileClient {
  public mutating func fire(_ timer: Timer, _ context: inout Context<Self>) {
    placement = nil
    attempt(&context)
  }

  private mutating func complete(at offset: Int, _ context: inout Context<Self>)
  {
    guard let place = placement,
      case .append(_, let record)? = queue.first?.operation
    else { return }
    acknowledged.append(
      Acknowledged(handle: place.handle, offset: offset, record: record))
    finish(.appended(place.handle, at: offset), &context)
  }

  private mutating func finish(
    _ response: Response, _ context: inout Context<Self>
  ) {
    context.cancel(.retry)
    context.respond(response, to: queue.removeFirst().id)
    attempt(&context)
  }

  public init(master: NodeID, terms: Terms = Terms()) {
    self.master = master
    self.terms = terms
  }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 1777)
extension FileClient.Operation: CustomStringConvertible {
  public var description: String {
    switch self {
    case .append(let path, let record): "append \"\(text(record))\" to \(path)"
    case .read(let path, let replica): "read \(path), replica \(replica)"
    }
  }
}

extension FileClient.Response: CustomStringConvertible {
  public var description: String {
    switch self {
    case .appended(let handle, let offset): "at \(offset) of \(handle)"
    case .content(let replica): "\"\(text(replica?.bytes ?? []))\""
    case .failed: "failed"
    }
  }
}
#sourceLocation()
