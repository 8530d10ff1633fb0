public import Chapter5
internal import ExerciseSupport
public import Simulation

/// Chandy and Lamport's snapshots, any number of them at once, on reliable FIFO
/// channels from and to each peer.
///
/// `state` is always the process's state at the moment of the call. Returned
/// markers are sent at once, before anything else: for each id, one to each
/// peer.
///
/// Our solution has 19 lines.
public struct Snapshotter: SnapshotTaking {
  private let peers: [NodeID]

  /// The other processes, of which there is at least one.
  public init(peers: [NodeID]) { self.peers = peers }

  /// Begins the snapshot `id`, which no other process begins.
  public mutating func start(_ id: Int, state: Int) -> [SnapshotMarker] {
    unimplemented("Snapshotter.start", returning: [])
  }

  /// A marker of the snapshot `id` has come from a peer.
  public mutating func receiveMarker(
    _ id: Int, from sender: NodeID, state: Int
  ) -> [SnapshotMarker] {
    unimplemented("Snapshotter.receiveMarker", returning: [])
  }

  /// A message that isn't a marker has come from a peer.
  public mutating func receiveMessage(_ message: Int, from sender: NodeID) {
    unimplemented("Snapshotter.receiveMessage")
  }

  /// This process's part of a snapshot, once markers have come from all peers;
  /// nil before. It doesn't change any more.
  public func finished(_ id: Int) -> LocalSnapshot? {
    unimplemented("Snapshotter.finished", returning: nil)
  }
}
