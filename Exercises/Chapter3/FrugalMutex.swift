public import Chapter3
internal import ExerciseSupport
public import Simulation

/// Lamport's mutual exclusion on reliable FIFO links, without spare
/// acknowledgements.
///
/// An `acquire` is answered when this process is inside, a `release` at once.
/// Acquires enter in the order of their timestamps. Between 2(N − 1) and
/// 3(N − 1) messages for each entry. `request` is this process's request until
/// it is released.
///
/// Our solution has 47 lines.
public struct FrugalMutex: LockHolder {
  public typealias Message = MutexMessage
  public typealias Response = LockResponse

  public private(set) var request: Timestamp?
  public private(set) var isInside = false

  public init() {}

  public mutating func invoke(
    _ operation: LockOperation, as id: OperationID,
    _ context: inout Context<Self>
  ) {
    unimplemented("FrugalMutex.invoke")
  }

  public mutating func receive(
    _ message: MutexMessage, from sender: NodeID, _ context: inout Context<Self>
  ) {
    unimplemented("FrugalMutex.receive")
  }
}
