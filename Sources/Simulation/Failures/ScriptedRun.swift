extension World {
  /// Carries out a choice, if the adversary is free to make it now; otherwise does nothing.
  ///
  /// Nothing impossible happens: a message that wasn't sent can't arrive, none travels faster than its
  /// link allows or overtakes on a FIFO link that loses nothing, no timer elapses early. What may
  /// happen is that messages travel, and timers elapse, later than in the run the choice comes from.
  @discardableResult
  func perform(_ decision: Decision<Message>) -> Bool {
    if !decision.isBeforeStart { startOnce() }
    let time = decision.step.time.nanoseconds
    switch decision.step.choice {
    case .deliver(let name): return deliver(name, like: decision.message, at: time)
    case .lose(let name): return lose(name, like: decision.message, at: time)
    case .duplicate(let name): return duplicate(name, like: decision.message, at: time)
    case .fire(let node, let timer): return fire(timer, of: node, at: time)
    case .invoke(let node, let number): return invoke(number, of: node, at: time)
    default: return performFault(decision.step, at: time)
    }
  }

  /// Goes on to a later time, and writes the choice into this run's own schedule.
  private func advance(to time: Int64, _ choice: Choice, _ message: Message? = nil) {
    now = max(now, time)
    decide(choice, message)
  }

  // MARK: Messages

  private func deliver(_ name: MessageName, like message: Message?, at time: Int64) -> Bool {
    guard let slot = find(name, like: message), let flight = flights[slot] else { return false }
    let cell = cells[Int(name.receiver.index)]
    let link = network[from: name.sender, to: name.receiver].link
    guard !cell.isPaused, mayArrive(slot, link) else { return false }
    let earliest = flight.sentAt + link.delay.least
    advance(to: max(time, earliest), .deliver(flight.name), flights.message(in: slot))
    remove(slot, of: flight)
    deliver(slot)
    return true
  }

  private func lose(_ name: MessageName, like message: Message?, at time: Int64) -> Bool {
    guard let slot = find(name, like: message), let flight = flights[slot] else { return false }
    now = max(now, time)
    waiting[flight.direction]?.removeAll { $0 == slot }
    flights.remove(slot)
    lose(flight, flights.message(in: slot))
    return true
  }

  private func duplicate(_ name: MessageName, like message: Message?, at time: Int64) -> Bool {
    guard let slot = find(name, like: message), let flight = flights[slot] else { return false }
    now = max(now, time)
    let message = flights.message(in: slot)
    duplicate(flight, message)
    waiting[flight.direction, default: []].append(flights.insert(flight, message))
    return true
  }

  /// The message meant: with nothing to compare, that of its number; otherwise the oldest in flight that
  /// is equal, or, since what nodes say depends on what went before, the oldest of all.
  private func find(_ name: MessageName, like message: Message?) -> Int32? {
    let slots = waiting[Fault.Direction(from: name.sender, to: name.receiver)] ?? []
    guard let message else { return slots.first { flights[$0]?.linkNumber == name.number } }
    return slots.first { flights.message(in: $0) == message } ?? slots.first
  }

  /// What a crashed node has sent itself never arrives.
  func forgetLoopback(of node: NodeID) {
    for slot in waiting.removeValue(forKey: Fault.Direction(from: node, to: node)) ?? [] {
      guard let flight = flights[slot] else { continue }
      flights.remove(slot)
      statistics.missed += 1
      trace(.misses, flight, at: node, with: node)
    }
  }

  private func mayArrive(_ slot: Int32, _ link: Link) -> Bool {
    guard link.isFIFO, link.loss == 0, let flight = flights[slot] else { return true }
    let slots = waiting[flight.direction] ?? []
    return slots.allSatisfy { (flights[$0]?.linkNumber ?? .max) >= flight.linkNumber }
  }

  private func remove(_ slot: Int32, of flight: Flight) {
    waiting[flight.direction]?.removeAll { $0 == slot }
    // On a FIFO link, what a delivered message has overtaken is lost for good.
    guard network[from: flight.sender, to: flight.receiver].link.isFIFO else { return }
    waiting[flight.direction]?.removeAll { other in
      let isOvertaken = (flights[other]?.linkNumber ?? .max) < flight.linkNumber
      if isOvertaken { flights.remove(other) }
      return isOvertaken
    }
  }

  // MARK: Nodes

  private func fire(_ timer: String, of node: NodeID, at time: Int64) -> Bool {
    let cell = cells[Int(node.index)]
    guard !cell.isPaused, let found = cell.timer(named: timer, describer) else { return false }
    advance(to: max(time, found.due), .fire(node, timer: timer))
    fire(cell, found.slot, found.generation)
    return true
  }

  private func invoke(_ number: Int, of node: NodeID, at time: Int64) -> Bool {
    let cell = cells[Int(node.index)]
    guard !cell.isPaused, cell.mayInvoke(number) else { return false }
    advance(to: time, .invoke(node, operation: number))
    invoke(cell, number)
    return true
  }

  // MARK: Faults

  private func performFault(_ step: Step, at time: Int64) -> Bool {
    switch step.choice {
    case .crash(let node, let lost, let tearing):
      let cell = cells[Int(node.index)]
      guard cell.isUp else { return false }
      let (losing, tears) = resolve(.losing(lost, tearing: tearing), of: cell)
      advance(to: time, .crash(node, losing: losing, tearing: tears))
      crash(cell, losing: losing, tearing: tears)
      checkInvariants()
    case .crashDuring(let node, let count, let lost, let tearing):
      guard cells[Int(node.index)].isUp else { return false }
      now = max(now, time)
      cells[Int(node.index)].crashPoint = CrashPoint(
        effects: count, outcome: .losing(lost, tearing: tearing))
    case .restart(let node):
      guard !cells[Int(node.index)].isUp else { return false }
      advance(to: time, step.choice)
      restart(cells[Int(node.index)])
    case .pause(let node):
      advance(to: time, step.choice)
      pause(cells[Int(node.index)])
    case .resume(let node):
      guard cells[Int(node.index)].isPaused else { return false }
      advance(to: time, step.choice)
      resume(cells[Int(node.index)])
    case .cut(let direction):
      advance(to: time, step.choice)
      cut(direction)
    case .heal(let direction):
      guard isCut(from: direction.sender, to: direction.receiver) else { return false }
      advance(to: time, step.choice)
      heal(direction)
    case .clock(let node, let error):
      advance(to: time, step.choice)
      setClock(of: cells[Int(node.index)], to: error)
    default: return false
    }
    return true
  }
}
