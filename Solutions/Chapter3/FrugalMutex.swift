// Generated from Solutions/03-lamport-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 27dbd6789ef59ae3

#sourceLocation(file: "Solutions/03-lamport-clocks.md", line: 426)
public import Chapter3
internal import ExerciseSupport
public import Simulation

/// Lamport's mutual exclusion on reliable FIFO links, without spare
/// acknowledgements.
public struct FrugalMutex: LockHolder {
  public typealias Message = MutexMessage
  public typealias Response = LockResponse

  private var clock = LamportClock()
  /// Requests not yet released, oldest first.
  private var queue: [Timestamp] = []
  /// Who has sent something stamped later than this process's request.
  private var confirmed: Set<NodeID> = []
  /// The time of the last message to each process.
  private var lastSent: [NodeID: Int] = [:]
  private var waiting: OperationID?
  public private(set) var request: Timestamp?
  public private(set) var isInside = false

  public init() {}

  public mutating func invoke(
    _ operation: LockOperation, as id: OperationID, _ context: inout Context<Self>
  ) {
    let time = clock.tick()
    for peer in context.peers { lastSent[peer] = time }
    switch operation {
    case .acquire:
      (request, waiting, confirmed) = (Timestamp(time, context.id), id, [])
      enqueue(Timestamp(time, context.id))
      context.broadcast(.request(at: time), to: context.peers)
      enterIfFirst(&context)
    case .release:
      (request, isInside) = (nil, false)
      queue.removeAll { $0.process == context.id }
      context.broadcast(.release(at: time), to: context.peers)
      context.respond(.released, to: id)
    }
  }

  public mutating func receive(
    _ message: MutexMessage, from sender: NodeID, _ context: inout Context<Self>
  ) {
    clock.tick(receiving: message.time)
    if let request, request < Timestamp(message.time, sender) { confirmed.insert(sender) }
    switch message {
    case .request(let time):
      enqueue(Timestamp(time, sender))
      let last = Timestamp(lastSent[sender] ?? 0, context.id)
      if last < Timestamp(time, sender) { acknowledge(sender, &context) }
    case .acknowledge: break
    case .release: queue.removeAll { $0.process == sender }
    }
    enterIfFirst(&context)
  }

  private mutating func acknowledge(_ sender: NodeID, _ context: inout Context<Self>) {
    let time = clock.tick()
    lastSent[sender] = time
    context.send(.acknowledge(at: time), to: sender)
  }

  private mutating func enqueue(_ timestamp: Timestamp) {
    let position = queue.firstIndex { timestamp < $0 } ?? queue.endIndex
    queue.insert(timestamp, at: position)
  }

  private mutating func enterIfFirst(_ context: inout Context<Self>) {
    guard let id = waiting, let request, queue.first == request,
      confirmed.count == context.peers.count
    else { return }
    (waiting, isInside) = (nil, true)
    context.respond(.acquired, to: id)
  }
}
#sourceLocation()
