extension SystemFrontEnd {
  func adding(_ envelope: UInt32, to inbox: UInt32) -> UInt32 {
    var now = inboxes[inbox]
    let message = envelopes[envelope]
    let item = Inbox.Item(sender: message.sender, envelope: envelope)
    if search.network == .set, now.items.contains(item) { return inbox }
    now.add(item, isFIFO: isFIFO(message.sender, message.receiver))
    return inboxes.intern(now)
  }

  func isFIFO(_ sender: NodeID, _ receiver: NodeID) -> Bool {
    search.network == .multiset && search.system.links[from: sender, to: receiver].isFIFO
  }

  func candidates(_ inbox: Inbox, _ node: Int) -> [Int] {
    inbox.candidates { isFIFO($0, NodeID(node)) }
  }

  /// What the network may lose or copy: not what a node sends itself.
  func faultCandidates(_ inbox: Inbox, _ node: Int) -> [Int] {
    candidates(inbox, node).filter { Int(inbox.items[$0].sender.index) != node }
  }
}
