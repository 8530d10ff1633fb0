// Generated from Solutions/05-vector-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 61e746e9c11ec6dd

#sourceLocation(file: "Solutions/05-vector-clocks.md", line: 342)
public import Chapter5
internal import ExerciseSupport
public import Simulation

/// Chandy and Lamport's snapshots, any number of them at once, on reliable FIFO
/// channels from and to each peer.
public struct Snapshotter: SnapshotTaking {
  private struct Recording: Hashable, Sendable {
    var snapshot: LocalSnapshot
    /// The peers whose marker hasn't come.
    var open: Set<NodeID>
  }

  private let peers: [NodeID]
  private var recordings: [Int: Recording] = [:]

  /// The other processes, of which there is at least one.
  public init(peers: [NodeID]) { self.peers = peers }

  /// Begins the snapshot `id`, which no other process begins.
  public mutating func start(_ id: Int, state: Int) -> [SnapshotMarker] {
    recordings[id] = Recording(
      snapshot: LocalSnapshot(state: state), open: Set(peers))
    return peers.map { SnapshotMarker(id: id, to: $0) }
  }

  /// A marker of the snapshot `id` has come from a peer.
  public mutating func receiveMarker(
    _ id: Int, from sender: NodeID, state: Int
  ) -> [SnapshotMarker] {
    let isFirst = recordings[id] == nil
    let markers = isFirst ? start(id, state: state) : []
    recordings[id]?.open.remove(sender)
    return markers
  }

  /// A message that isn't a marker has come from a peer.
  public mutating func receiveMessage(_ message: Int, from sender: NodeID) {
    for (id, recording) in recordings where recording.open.contains(sender) {
      recordings[id]?.snapshot.channels[sender, default: []].append(message)
    }
  }

  /// This process's part of a snapshot, once markers have come from all peers;
  /// nil before. It doesn't change any more.
  public func finished(_ id: Int) -> LocalSnapshot? {
    guard let recording = recordings[id], recording.open.isEmpty else {
      return nil
    }
    return recording.snapshot
  }
}
#sourceLocation()
