// Generated from Solutions/01-introduction.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest dca9f22d3e8ee276

#sourceLocation(file: "Solutions/01-introduction.md", line: 519)
public import Chapter1

public struct Detector: Sendable {
  private struct Peer {
    let id: Int
    var timeout: Int
    var lastHeard = 0
    var isSuspected = false
    /// What the last tick said.
    var wasSuspected = false
  }

  /// In ascending order.
  private var peers: [Peer]

  public init(node: Int, peers: [Int], timeout: Int) {
    self.peers = peers.filter { $0 != node }.sorted().map { Peer(id: $0, timeout: timeout) }
  }

  public var suspected: [Int] { peers.filter(\.isSuspected).map(\.id) }

  public mutating func heartbeat(from peer: Int, at time: Int) {
    guard let index = peers.firstIndex(where: { $0.id == peer }) else { return }
    peers[index].lastHeard = time
    guard peers[index].isSuspected else { return }
    peers[index].isSuspected = false
    peers[index].timeout *= 2
  }

  public mutating func tick(at time: Int) -> [DetectorChange] {
    var changes: [DetectorChange] = []
    for index in peers.indices {
      if time - peers[index].lastHeard > peers[index].timeout { peers[index].isSuspected = true }
      let (id, isSuspected) = (peers[index].id, peers[index].isSuspected)
      guard isSuspected != peers[index].wasSuspected else { continue }
      peers[index].wasSuspected = isSuspected
      changes.append(isSuspected ? .suspects(id) : .trusts(id))
    }
    return changes
  }
}
#sourceLocation()
