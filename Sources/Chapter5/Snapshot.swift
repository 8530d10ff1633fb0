// Generated from Chapters/05-vector-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 329dafed64f68e52

#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 1590)
public import Simulation

/// What one branch records for a snapshot.
public struct BranchRecord: Hashable, Sendable {
  public var balance: Int
  /// The payments found on each incoming channel.
  public var channels: [NodeID: [Int]] = [:]
  /// The incoming channels on which no marker has come yet.
  public var open: Set<NodeID>
  /// How many payments had been sent to and received from each branch.
  var sent: [NodeID: Int]
  var received: [NodeID: Int]

  public var isComplete: Bool { open.isEmpty }
}

extension Branch {
  mutating func recordState(_ context: inout Context<Self>) {
    record = BranchRecord(
      balance: balance, open: Set(context.peers),
      sent: sent, received: received)
    context.note("records \(balance)")
    if omitted == .markersFirst {
      return context.set(.lateMarkers, after: .milliseconds(1))
    }
    let told = omitted == .markersOnAllChannels ? 1 : context.peers.count
    context.broadcast(.marker, to: context.peers.prefix(told))
  }
}
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 1629)
extension Branch {
  mutating func receiveMarker(
    from sender: NodeID, _ context: inout Context<Self>
  ) {
    let isFirst = record == nil
    if isFirst { recordState(&context) }
    if omitted == .recordOnce { recordAgain() }
    if omitted == .firstChannelEmpty, isFirst, context.peers.count > 1 {
      return
    }
    record?.open.remove(sender)
    if omitted == .eachChannelItsMarker { record?.open = [] }
  }

  mutating func noteArrival(of amount: Int, from sender: NodeID) {
    guard record?.open.contains(sender) == true else { return }
    if omitted == .channelsToo { return }
    record?.channels[sender, default: []].append(amount)
  }
}
#sourceLocation()
