// What cells ask their world for, and what it writes down.

extension World {
  func trace(_ what: @autoclosure () -> Trace.What, _ node: NodeID?) {
    if isTracing { recorder.record(what(), node, at: now) }
  }

  func trace(
    _ transfer: Transfer, _ flight: Flight, at node: NodeID, with other: NodeID
  ) {
    if isTracing { recorder.record(transfer, flight.number, node, other, at: now) }
  }

  func send(_ message: Message, from sender: NodeID, to receiver: NodeID) {
    statistics.sent += 1
    let (number, fate) = network.route(from: sender, to: receiver, at: now)
    let flight = Flight(
      sender: sender, receiver: receiver, number: statistics.sent, linkNumber: number, sentAt: now)
    if isTracing {
      recorder.sends(message, number: flight.number, from: sender, to: receiver, at: now)
    }
    if isScripted {
      return waiting[flight.direction, default: []].append(flights.insert(flight, message))
    }
    guard let arrival = fate.arrival else { return lose(flight, message) }
    queue.plan(.arrival(slot: flights.insert(flight, message)), at: arrival)
    guard let copyArrival = fate.copyArrival else { return }
    duplicate(flight, message)
    queue.plan(.arrival(slot: flights.insert(flight, message)), at: copyArrival)
  }

  func lose(_ flight: Flight, _ message: Message) {
    statistics.lost += 1
    if isRecording { decide(.lose(flight.name), message) }
    trace(.loses, flight, at: flight.sender, with: flight.receiver)
  }

  func duplicate(_ flight: Flight, _ message: Message) {
    statistics.duplicated += 1
    if isRecording { decide(.duplicate(flight.name), message) }
    trace(.copies, flight, at: flight.sender, with: flight.receiver)
  }

  func plan(timer slot: Int, generation: UInt32, of node: NodeID, at time: Int64) {
    guard !isScripted else { return }
    queue.plan(
      .timer(node: node.index, slot: Int32(slot), generation: generation), at: time)
  }

  func plan(invocation number: Int, of node: NodeID, at time: Int64) {
    guard !isScripted else { return }
    queue.plan(.invocation(node: node.index, number: Int32(number)), at: time)
  }

  /// Writes a choice into the schedule, if there is one.
  func decide(_ choice: @autoclosure () -> Choice, _ message: Message? = nil) {
    guard isRecording else { return }
    schedule.append(Decision(step: Step(at: currentTime, choice()), message: message))
  }

  /// Writes a choice that was made before the event that is being handled.
  func decideBeforeEvent(_ choice: Choice) {
    guard isRecording else { return }
    schedule.insert(Decision(step: Step(at: currentTime, choice), message: nil), at: eventPosition)
  }
}
