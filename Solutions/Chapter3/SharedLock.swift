// Generated from Solutions/03-lamport-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 46e529129a5ef58b

#sourceLocation(file: "Solutions/03-lamport-clocks.md", line: 608)
public import Chapter3
internal import ExerciseSupport
public import Simulation

/// Mutual exclusion of writers from all others, by permission, on reliable
/// links that may reorder.
public struct SharedLock: Node {
  public typealias Message = SharedLockMessage
  public typealias Response = LockResponse

  private var clock = LamportClock()
  /// Who has not yet replied to this process's request.
  private var missing: Set<NodeID> = []
  /// Who gets a reply when this process has left, in the order of asking.
  private var deferred: [NodeID] = []
  private var waiting: OperationID?
  /// This process's request and what it is for, until it is released.
  public private(set) var request: Timestamp?
  public private(set) var mode: AccessMode?
  public private(set) var isInside = false

  public init() {}

  public mutating func invoke(
    _ operation: SharedLockOperation, as id: OperationID, _ context: inout Context<Self>
  ) {
    switch operation {
    case .acquire(let wanted):
      let time = clock.tick()
      (request, mode, waiting) = (Timestamp(time, context.id), wanted, id)
      missing = Set(context.peers)
      context.broadcast(.request(wanted, at: time), to: context.peers)
      enterIfPermitted(&context)
    case .release:
      (request, mode, isInside) = (nil, nil, false)
      context.broadcast(.reply, to: deferred)
      deferred = []
      context.respond(.released, to: id)
    }
  }

  public mutating func receive(
    _ message: SharedLockMessage, from sender: NodeID, _ context: inout Context<Self>
  ) {
    switch message {
    case .request(let wanted, let time):
      clock.tick(receiving: time)
      let conflicts = wanted == .write || mode == .write
      if let request, conflicts, request < Timestamp(time, sender) {
        deferred.append(sender)
      } else {
        context.send(.reply, to: sender)
      }
    case .reply:
      missing.remove(sender)
      enterIfPermitted(&context)
    }
  }

  private mutating func enterIfPermitted(_ context: inout Context<Self>) {
    guard let id = waiting, missing.isEmpty else { return }
    (waiting, isInside) = (nil, true)
    context.respond(.acquired, to: id)
  }
}
#sourceLocation()
