extension SystemFrontEnd {
  func adding(_ envelope: UInt32, to inbox: UInt32) -> UInt32 {
    var now = inboxes[inbox]
    let message = envelopes[envelope]
    let item = Inbox.Item(sender: message.sender, envelope: envelope)
    let canRepeat = search.network == .set && message.sender != message.receiver
    if canRepeat, now.items.contains(item) { return inbox }
    now.add(item, isFIFO: isFIFO(message.sender, message.receiver))
    return inboxes.intern(now)
  }

  /// What a node sends itself stays in order, whatever the links do.
  func isFIFO(_ sender: NodeID, _ receiver: NodeID) -> Bool {
    if sender == receiver { return true }
    return search.network == .multiset && search.system.links[from: sender, to: receiver].isFIFO
  }

  func candidates(_ inbox: Inbox, _ node: Int) -> [Int] {
    inbox.candidates { isFIFO($0, NodeID(node)) }
  }

  /// What the network may lose or copy: not what a node sends itself.
  func faultCandidates(_ inbox: Inbox, _ node: Int) -> [Int] {
    candidates(inbox, node).filter { Int(inbox.items[$0].sender.index) != node }
  }
}
