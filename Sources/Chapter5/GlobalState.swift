// Generated from Chapters/05-vector-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 181548a8007787c4

#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 1751)
public import Simulation

/// A state of the whole bank: what the branches hold and what is on the way.
public struct BankState: Hashable, Sendable {
  /// From one branch to another.
  public struct Channel: Hashable, Comparable, Sendable {
    public var sender: NodeID
    public var receiver: NodeID

    public static func < (left: Channel, right: Channel) -> Bool {
      (left.sender, left.receiver) < (right.sender, right.receiver)
    }
  }

  public var balances: [Int]
  /// The amounts on each channel, in the order of their sending.
  public var channels: [Channel: [Int]] = [:]

  public var total: Int {
    balances.sum + channels.values.map(\.sum).reduce(0, +)
  }
}

extension BankState: CustomStringConvertible {
  public var description: String {
    let channels = channels.filter { !$0.value.isEmpty }
      .sorted { $0.key < $1.key }
      .map { "\($0.key.sender.letter)→\($0.key.receiver.letter) \($0.value)" }
    return "\(balances)" + (channels.isEmpty ? "" : " and ")
      + channels.joined(separator: ", ")
  }
}
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 1788)
extension SystemView<BankMessage> {
  /// The snapshot, once all branches have completed their records.
  public var snapshot: BankState? {
    let records = all(Branch.self).compactMap { member in
      member.node.record.map { (id: member.id, record: $0) }
    }
    guard records.count == all(Branch.self).count,
      records.allSatisfy(\.record.isComplete)
    else { return nil }
    var state = BankState(balances: records.map(\.record.balance))
    for (receiver, record) in records {
      for (sender, amounts) in record.channels {
        state.channels[.init(sender: sender, receiver: receiver)] = amounts
      }
    }
    return state
  }
}

extension BusyDay {
  /// The snapshot that A begins at that time.
  public func snapshot(at time: Duration) -> BankState? {
    snapshot(at: time, isFIFO: true)
  }

  func snapshot(at time: Duration, isFIFO: Bool) -> BankState? {
    let world = World(
      system(snapshotAt: time, isFIFO: isFIFO), seed: seed, isTracing: false)
    world.run()
    return SystemView(roster: world.roster, source: world).snapshot
  }
}
#sourceLocation()
