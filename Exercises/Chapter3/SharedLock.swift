public import Chapter3
internal import ExerciseSupport
public import Simulation

/// Mutual exclusion of writers from all others, by permission, on reliable
/// links that may reorder.
///
/// An `acquire` is answered when this process is inside, a `release` at once.
/// Of two conflicting requests the older one goes first. 2(N − 1) messages for
/// each entry.
///
/// Our solution has 37 lines.
public struct SharedLock: Node {
  public typealias Message = SharedLockMessage
  public typealias Response = LockResponse

  /// This process's request and what it is for, until it is released.
  public private(set) var request: Timestamp?
  public private(set) var mode: AccessMode?
  public private(set) var isInside = false

  public init() {}

  public mutating func invoke(
    _ operation: SharedLockOperation, as id: OperationID,
    _ context: inout Context<Self>
  ) {
    unimplemented("SharedLock.invoke")
  }

  public mutating func receive(
    _ message: SharedLockMessage, from sender: NodeID,
    _ context: inout Context<Self>
  ) {
    unimplemented("SharedLock.receive")
  }
}
