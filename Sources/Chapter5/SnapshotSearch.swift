// Generated from Chapters/05-vector-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 7d25154e30d0b121

#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 2250)
public import Simulation

/// A branch that leaves out a rule may send its markers late.
public enum BranchTimer: Hashable, Sendable { case lateMarkers }

/// A rule of the algorithm that a branch can leave out.
public enum SnapshotRule: String, CaseIterable, Hashable, Sendable {
  /// Left out: markers go out some time after the recording.
  case markersFirst = "markers first"
  /// Left out: only one channel gets a marker.
  case markersOnAllChannels = "markers on all channels"
  /// Left out: each later marker records the state again.
  case recordOnce = "record once"
  /// Left out: the channel of the first marker is watched, too.
  case firstChannelEmpty = "the first channel is empty"
  /// Left out: the first marker closes all channels.
  case eachChannelItsMarker = "each channel its own marker"
  /// Left out: only balances are recorded.
  case channelsToo = "channels too"
}
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 2275)
extension Branch {
  public mutating func fire(
    _ timer: BranchTimer, _ context: inout Context<Self>
  ) {
    context.broadcast(.marker, to: context.peers)
  }

  mutating func recordAgain() {
    record?.balance = balance
    record?.sent = sent
    record?.received = received
  }
}

/// Three branches, of which A begins a snapshot among its payments.
public func threeBranches(
  omitting rule: SnapshotRule? = nil, link: Link = .reliable
) -> System<BankMessage> {
  let (a, b, c) = (NodeID(0), NodeID(1), NodeID(2))
  let plans: [[BankOperation]] = [
    [.pay(1, to: b), .snapshot, .pay(2, to: c)],
    [.pay(4, to: a), .pay(8, to: c)],
    [.pay(16, to: a)],
  ]
  var system = System(messages: BankMessage.self)
  system.links.standard = link
  for (branch, plan) in plans.enumerated() {
    system.add(
      NodeID(branch).letter, Branch(balance: 100, omitting: rule),
      work: .closedLoop(plan))
  }
  return system
}
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 2313)
extension SystemView<BankMessage> {
  /// What is wrong with the snapshot; nil if nothing is, or it isn't complete.
  func faultOfSnapshot(total: Int) -> String? {
    guard let snapshot, snapshot.total != total || !isCutConsistent else {
      return nil
    }
    return "the snapshot is \(snapshot), \(snapshot.total) of \(total) coins"
  }

  /// Whether on each channel what was sent was received or is noted.
  private var isCutConsistent: Bool {
    let records = all(Branch.self).compactMap { member in
      member.node.record.map { (id: member.id, record: $0) }
    }
    return records.allSatisfy { sender in
      records.filter { $0.id != sender.id }.allSatisfy { receiver in
        sender.record.sent[receiver.id, default: 0]
          == receiver.record.received[sender.id, default: 0]
          + receiver.record.channels[sender.id, default: []].count
      }
    }
  }
}

/// Every run of a bank with a snapshot in it.
public func snapshotSearch(
  _ system: System<BankMessage>
) -> SystemSearch<BankMessage> {
  let total = 100 * system.roster.nodes.count
  let consistent = Invariant<BankMessage>(
    "a complete snapshot is consistent", on: system.roster.nodes
  ) { $0.faultOfSnapshot(total: total) }
  var search = SystemSearch("snapshot", system, invariants: [consistent])
  search.expectedEnd = .init("the snapshot is complete") { $0.snapshot != nil }
  return search
}
#sourceLocation()
