public import Chapter3
internal import ExerciseSupport
public import Simulation

public enum Mode: Hashable, Sendable { case read, write }

public enum SharedLockOperation: Hashable, Sendable {
  case acquire(Mode)
  case release
}

public enum SharedLockMessage: Hashable, Sendable {
  case request(Mode, at: Int)
  case reply
}

/// Mutual exclusion of writers from all others, by permission, on reliable
/// links that may reorder.
///
/// An `acquire` is answered when this process is inside, a `release` at once.
/// Of two conflicting requests the older one goes first. 2(N − 1) messages for
/// each entry.
///
/// Our solution has 60 lines.
public struct SharedLock: Node {
  public typealias Message = SharedLockMessage
  public typealias Response = LockResponse

  /// This process's request and what it is for, until it is released.
  public private(set) var request: Timestamp?
  public private(set) var mode: Mode?
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
