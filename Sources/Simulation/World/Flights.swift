/// A message on its way through a running world, without the message.
struct Flight {
  var sender: NodeID
  var receiver: NodeID
  /// Its number among all messages of the run, counted from 1; copies share it.
  var number: Int
  /// Its number on its link, counted from 1.
  var linkNumber: Int
  var sentAt: Int64

  var name: MessageName { MessageName(from: sender, to: receiver, number: linkNumber) }
  var direction: Fault.Direction { Fault.Direction(from: sender, to: receiver) }
}

/// The messages in flight, in slots that are used again: as large as the greatest number of messages
/// that were in flight at one time.
struct Flights<Message: Hashable & Sendable> {
  private var flights: [Flight] = []
  /// What stands in a slot that is free means nothing.
  private var messages: [Message] = []
  private var isFree: [Bool] = []
  private var free: [Int32] = []

  subscript(slot: Int32) -> Flight? { isFree[Int(slot)] ? nil : flights[Int(slot)] }

  func message(in slot: Int32) -> Message { messages[Int(slot)] }

  mutating func insert(_ flight: Flight, _ message: Message) -> Int32 {
    guard let slot = free.popLast() else {
      flights.append(flight)
      messages.append(message)
      isFree.append(false)
      return Int32(flights.count - 1)
    }
    flights[Int(slot)] = flight
    messages[Int(slot)] = message
    isFree[Int(slot)] = false
    return slot
  }

  mutating func remove(_ slot: Int32) {
    isFree[Int(slot)] = true
    free.append(slot)
  }

  /// In the order in which they were sent.
  var slots: [Int32] {
    flights.indices.filter { !isFree[$0] }
      .sorted { (flights[$0].number, $0) < (flights[$1].number, $1) }.map(Int32.init)
  }
}
