/// A message on its way through a running world.
struct Flight<Message: Hashable & Sendable> {
  var message: Message
  var sender: NodeID
  var receiver: NodeID
  /// Its number among all messages of the run, counted from 1; copies share it.
  var number: Int
  /// Its number on its link, counted from 1.
  var linkNumber: Int
  var sentAt: Int64

  var name: MessageName { MessageName(from: sender, to: receiver, number: linkNumber) }
}

/// The messages in flight, in slots that are used again: as large as the greatest number of messages
/// that were in flight at one time.
struct Flights<Message: Hashable & Sendable> {
  private var slots: [Flight<Message>?] = []
  private var free: [Int32] = []

  subscript(slot: Int32) -> Flight<Message>? { slots[Int(slot)] }

  mutating func insert(_ flight: Flight<Message>) -> Int32 {
    guard let slot = free.popLast() else {
      slots.append(flight)
      return Int32(slots.count - 1)
    }
    slots[Int(slot)] = flight
    return slot
  }

  mutating func take(_ slot: Int32) -> Flight<Message>? {
    guard let flight = slots[Int(slot)] else { return nil }
    slots[Int(slot)] = nil
    free.append(slot)
    return flight
  }

  /// In the order in which they were sent.
  var all: [Flight<Message>] { slots.compactMap { $0 }.sorted { $0.number < $1.number } }
}
