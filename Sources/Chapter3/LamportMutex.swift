// Generated from Chapters/03-lamport-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 0c5104ff0ef4d4f1

#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 852)
public import Simulation

/// Mutual exclusion without a server, on reliable FIFO links between processes
/// that don't fail ("Time, Clocks...", section "Ordering the Events Totally").
public struct LamportMutex: LockHolder {
  public typealias Response = LockResponse
  private var clock = LamportClock()
  /// Requests not yet released, oldest first.
  private var queue: [Timestamp] = []
  /// Who has sent something stamped later than this process's request.
  private var confirmed: Set<NodeID> = []
  /// The operation to answer when this process gets in.
  private var waiting: OperationID?
  /// This process's request, until it is released.
  public private(set) var request: Timestamp?
  public private(set) var isInside = false

  public init() {}
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 876)
extension LamportMutex {
  private mutating func ask(_ id: OperationID, _ context: inout Context<Self>) {
    let mine = Timestamp(clock.tick(), context.id)
    (request, waiting, confirmed) = (mine, id, [])
    enqueue(mine)
    context.broadcast(.request(at: mine.time), to: context.peers)
    enterIfFirst(&context)
  }

  private mutating func enqueue(_ timestamp: Timestamp) {
    let position = queue.firstIndex { timestamp < $0 } ?? queue.endIndex
    queue.insert(timestamp, at: position)
  }
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 895)
extension LamportMutex {
  private mutating func leave(
    _ id: OperationID, _ context: inout Context<Self>
  ) {
    (request, isInside) = (nil, false)
    queue.removeAll { $0.process == context.id }
    context.broadcast(.release(at: clock.tick()), to: context.peers)
    context.respond(.released, to: id)
  }
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 911)
extension LamportMutex {
  public mutating func receive(
    _ message: MutexMessage, from sender: NodeID, _ context: inout Context<Self>
  ) {
    clock.tick(receiving: message.time)
    if let request, request < Timestamp(message.time, sender) {
      confirmed.insert(sender)
    }
    switch message {
    case .request(let time):
      enqueue(Timestamp(time, sender))
      context.send(.acknowledge(at: clock.tick()), to: sender)
    case .acknowledge: break
    case .release: queue.removeAll { $0.process == sender }
    }
    enterIfFirst(&context)
  }
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 935)
extension LamportMutex {
  private mutating func enterIfFirst(_ context: inout Context<Self>) {
    guard let id = waiting, let request, queue.first == request,
      confirmed.count == context.peers.count
    else { return }
    (waiting, isInside) = (nil, true)
    context.respond(.acquired, to: id)
  }
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 1006)
extension LamportMutex {
  public mutating func invoke(
    _ operation: LockOperation, as id: OperationID,
    _ context: inout Context<Self>
  ) {
    switch operation {
    case .acquire: ask(id, &context)
    case .release: leave(id, &context)
    }
  }
}
#sourceLocation()
