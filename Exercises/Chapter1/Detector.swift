public import Chapter1
import ExerciseSupport

/// An eventually perfect failure detector for a node among its peers.
///
/// - A peer is suspected at the first tick at which nothing has been heard from
///   it for longer than its timeout. The run begins at time 0, as if everybody
///   had been heard then.
/// - A suspected peer that is heard again is trusted again, and its timeout
///   grows by at least half, so that the mistakes about it soon end.
/// - A peer that has crashed is suspected after at most four times the longest
///   silence that it ever kept, or the first timeout if that is longer.
///
/// Times never run backwards. Our solution has 25 lines.
public struct Detector: Sendable {
  /// Its own node may be among the peers; it never suspects itself.
  public init(node: Int, peers: [Int], timeout: Int) {}

  /// Who is suspected now, in ascending order.
  public var suspected: [Int] {
    unimplemented("Detector.suspected", returning: [])
  }

  /// A heartbeat of a peer has arrived.
  public mutating func heartbeat(from peer: Int, at time: Int) {
    unimplemented("Detector.heartbeat")
  }

  /// Time goes on. Returns what has changed since the tick before, by peer in
  /// ascending order.
  public mutating func tick(at time: Int) -> [DetectorChange] {
    unimplemented("Detector.tick", returning: [])
  }
}
