public import Chapter12
internal import ExerciseSupport

/// All replicas of a chunk, the primary's first. Our solution has 20 lines.
public struct ReplicatedChunk: Sendable {
  public let capacity: Int
  /// What each replica holds.
  public private(set) var replicas: [[UInt8]]

  public init(replicas count: Int, capacity: Int) {
    self.capacity = capacity
    replicas = Array(repeating: [], count: count)
  }

  /// Appends the record on the primary's replica and those that it reaches.
  public mutating func append(
    _ record: [UInt8], reaching reached: Set<Int>
  ) -> AppendResult {
    unimplemented("ReplicatedChunk.append", returning: .refused)
  }
}

/// Each record that is whole on any of these replicas, once, in the order of
/// the offsets at which they're first found.
public func recordsOnce(in replicas: [[UInt8]]) -> [FramedRecord] {
  unimplemented("recordsOnce", returning: [])
}
