extension SystemFrontEnd {
  /// For each permutation of the interchangeable nodes, the position whose id each position takes.
  var sources: [[Int]] {
    permutations.map { order in
      var sources = Array(0..<places.count)
      for node in 0..<places.nodes {
        sources[places.node(node)] = places.node(order[node])
        sources[places.inbox(node)] = places.inbox(order[node])
      }
      return sources
    }
  }

  func rename(_ id: UInt32, at position: Int, by element: Int) -> UInt32 {
    let order = permutations[element]
    let names: (NodeID) -> NodeID = { name in
      order.firstIndex(of: Int(name.index)).map(NodeID.init) ?? name
    }
    if position < places.nodes {
      return cells[position].adopt(id, of: cells[order[position]], names)
    }
    if position < 2 * places.nodes { return renamedInbox(id, names) }
    return position == places.history ? renamedHistory(id, order) : id
  }

  private func renamedInbox(_ id: UInt32, _ names: (NodeID) -> NodeID) -> UInt32 {
    guard let symmetry = search.symmetry else { return id }
    var renamed = inboxes.intern(Inbox())
    for item in inboxes[id].items {
      let sent = envelopes[item.envelope]
      let envelope = Envelope(
        from: names(sent.sender), to: names(sent.receiver), symmetry.rename(sent.message, names))
      renamed = adding(envelopes.intern(envelope), to: renamed)
    }
    return renamed
  }

  private func renamedHistory(_ id: UInt32, _ order: [Int]) -> UInt32 {
    let old = histories[id]
    var new = old
    for client in order.indices {
      new.clients[client] = old.clients[order[client]].map { entry in
        var entry = entry
        entry.returnedBefore = order.map { entry.returnedBefore[$0] }
        return entry
      }
    }
    return histories.intern(new)
  }
}
