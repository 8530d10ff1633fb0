public import Chapter12
internal import ExerciseSupport

/// Decides who may be primary of a chunk, and for how long.
///
/// Servers are numbers, and so are moments. Our solution has 54 lines.
public struct LeaseMaster: Sendable {
  public let term: Int

  /// A master that knows nothing yet.
  public init(term: Int) {
    self.term = term
    unimplemented("LeaseMaster.init")
  }

  /// A master that comes back with its log.
  public init(term: Int, recovering log: [LeaseRecord], now: Int) {
    self.term = term
    unimplemented("LeaseMaster.init(recovering:)")
  }

  /// The servers whose replicas have missed nothing, in ascending order.
  public func listed(_ chunk: ChunkHandle) -> [Int] {
    unimplemented("LeaseMaster.listed", returning: [])
  }

  /// A client wants to append: begins a new lease, unless one is held or
  /// under way, no replica is listed, or a restart was too recent.
  ///
  /// A lease that was granted at 10 with a term of 60 is held before 70.
  public mutating func request(
    _ chunk: ChunkHandle, now: Int
  ) -> [LeaseAction] {
    unimplemented("LeaseMaster.request", returning: [])
  }

  /// A server has written that version down. An answer to an older question
  /// means nothing.
  public mutating func advanced(
    _ chunk: ChunkHandle, _ version: Version, by server: Int, now: Int
  ) -> [LeaseAction] {
    unimplemented("LeaseMaster.advanced", returning: [])
  }

  /// The servers that haven't answered will be waited for no longer.
  public mutating func patienceEnds(
    _ chunk: ChunkHandle, now: Int
  ) -> [LeaseAction] {
    unimplemented("LeaseMaster.patienceEnds", returning: [])
  }

  /// A server reports a replica.
  public mutating func report(
    _ chunk: ChunkHandle, _ version: Version, by server: Int
  ) -> [LeaseAction] {
    unimplemented("LeaseMaster.report", returning: [])
  }
}
