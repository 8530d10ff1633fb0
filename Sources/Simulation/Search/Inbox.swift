/// The messages on their way to one node, in a canonical order, so that equal networks are equal values:
/// by sender; of one sender, in the order of sending if the link is FIFO, and sorted otherwise.
struct Inbox: Hashable {
  struct Item: Hashable {
    var sender: NodeID
    var envelope: UInt32
  }

  var items: [Item] = []

  mutating func add(_ item: Item, isFIFO: Bool) {
    let place = items.firstIndex { other in
      other.sender > item.sender
        || (!isFIFO && other.sender == item.sender && other.envelope > item.envelope)
    }
    items.insert(item, at: place ?? items.count)
  }

  /// The places of the messages that may be next: the first of each FIFO link, one of each kind else.
  func candidates(isFIFO: (NodeID) -> Bool) -> [Int] {
    items.indices.filter { index in
      guard index > 0, items[index - 1].sender == items[index].sender else { return true }
      return !isFIFO(items[index].sender) && items[index - 1].envelope != items[index].envelope
    }
  }

  func removing(from sender: NodeID) -> Inbox {
    Inbox(items: items.filter { $0.sender != sender })
  }

  func removing(_ index: Int) -> Inbox {
    var rest = self
    rest.items.remove(at: index)
    return rest
  }
}
