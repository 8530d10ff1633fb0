// Generated from Solutions/12-gfs.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest a0c2bd60a5e35219

#sourceLocation(file: "Solutions/12-gfs.md", line: 464)
public import Chapter12

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
    guard record.count <= capacity / 4 else { return .refused }
    let offset = replicas[0].count
    let fits = offset + record.count <= capacity
    let padding = Array(repeating: UInt8(0), count: capacity - offset)
    let bytes = fits ? record : padding
    let reached = reached.union([0])
    for number in replicas.indices where reached.contains(number) {
      let gap = max(0, offset - replicas[number].count)
      replicas[number] += Array(repeating: 0, count: gap)
      replicas[number].replaceSubrange(offset..., with: bytes)
    }
    guard reached.isSuperset(of: replicas.indices) else { return .failed }
    return fits ? .appended(at: offset) : .full
  }
}

/// Each record that is whole on any of these replicas, once, in the order of
/// the offsets at which they're first found.
public func recordsOnce(in replicas: [[UInt8]]) -> [FramedRecord] {
  var found: [(offset: Int, replica: Int, record: FramedRecord)] = []
  for (number, replica) in replicas.enumerated() {
    found += wholeRecords(in: replica).map { ($0.offset, number, $0.record) }
  }
  found.sort { ($0.offset, $0.replica) < ($1.offset, $1.replica) }
  var seen: Set<RecordID> = []
  return found.map(\.record).filter { seen.insert($0.id).inserted }
}
#sourceLocation()
