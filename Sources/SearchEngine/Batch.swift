/// A run of states of one shard that one worker expands.
struct Slice {
  var shard: Int
  var range: Range<Int>
  // What expanding it gave.
  var postponed: [Int] = []
  var generated = 0
  var deadlocks: [UInt32] = []
}

/// The frontier cut into slices, and the buffers into which their successors go.
///
/// Slices and batches have fixed sizes, so that what is known while a state is expanded, and so the
/// order of everything learned, is the same for any number of workers.
final class Batch {
  static let sliceStates = 512
  static let slices = 32

  var slices: [Slice] = []
  /// For each slice, and one more for what was postponed: a buffer for each shard.
  let sinks: UnsafeMutablePointer<Buffer<UInt64>>
  private let sinkCount = (Batch.slices + 1) * Shard.count

  init() {
    sinks = .allocate(capacity: sinkCount)
    for i in 0..<sinkCount { (sinks + i).initialize(to: Buffer()) }
  }

  deinit {
    sinks.deinitialize(count: sinkCount)
    sinks.deallocate()
  }

  var bytes: Int { (0..<sinkCount).reduce(0) { $0 + sinks[$1].bytes } }

  func sinks(of slice: Int) -> UnsafeMutablePointer<Buffer<UInt64>> {
    sinks + slice * Shard.count
  }

  /// Forgets what the slices gave.
  func clear() {
    for i in 0..<sinkCount { sinks[i].removeAll() }
    for i in slices.indices {
      slices[i] = Slice(shard: slices[i].shard, range: slices[i].range)
    }
  }

  /// Cuts the levels of the shards into slices.
  static func slices(of shards: [Shard]) -> [Slice] {
    shards.indices.flatMap { index in
      let level = shards[index].level
      return stride(from: level.lowerBound, to: level.upperBound, by: sliceStates).map {
        Slice(shard: index, range: $0..<min($0 + sliceStates, level.upperBound))
      }
    }
  }
}
