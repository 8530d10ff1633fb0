extension World {
  /// Begins a fault, and plans its end.
  func begin(_ fault: Fault, number: Int32) {
    if let end = fault.end { queue.plan(.faultEnds(number), at: end.nanoseconds) }
    switch fault.action {
    case .crash(let node, let outcome): crash(cells[Int(node.index)], outcome)
    case .crashDuring(let node, let count, let outcome):
      cells[Int(node.index)].crashPoint = .init(effects: count, outcome: outcome)
    case .pause(let node):
      decide(.pause(node))
      pause(cells[Int(node.index)])
    case .cut(let directions):
      for direction in directions {
        decide(.cut(direction))
        cut(direction)
      }
    case .clock(let node, let error):
      decide(.clock(node, error))
      setClock(of: cells[Int(node.index)], to: error)
    case .link(let direction, let link):
      network[from: direction.sender, to: direction.receiver].link = link
    }
    statistics.faults += 1
  }

  /// Ends a fault: what it touched is as it was before.
  func end(_ fault: Fault) {
    switch fault.action {
    case .crash(let node, _), .crashDuring(let node, _, _):
      let cell = cells[Int(node.index)]
      cell.crashPoint = nil
      if !cell.isUp {
        decide(.restart(node))
        restart(cell)
      }
    case .pause(let node):
      decide(.resume(node))
      resume(cells[Int(node.index)])
    case .cut(let directions):
      for direction in directions {
        decide(.heal(direction))
        heal(direction)
      }
    case .clock(let node, _):
      decide(.clock(node, ClockError()))
      setClock(of: cells[Int(node.index)], to: ClockError())
    case .link(let direction, _):
      network.restoreLink(from: direction.sender, to: direction.receiver)
    }
  }

  private func crash(_ cell: Cell<Message>, _ outcome: CrashOutcome) {
    guard cell.isUp else { return }
    let (lost, tearing) = resolve(outcome, of: cell)
    decide(.crash(cell.id, losing: lost, tearing: tearing))
    crash(cell, losing: lost, tearing: tearing)
    checkInvariants()
  }

  /// A crash within an event, after which invariants are checked: the choice stands before that event, since
  /// it was made before.
  func crashDuringEvent(_ cell: Cell<Message>, _ point: CrashPoint) {
    let (lost, tearing) = resolve(point.outcome, of: cell)
    decideBeforeEvent(
      .crashDuring(
        cell.id, afterEffects: point.effects, losing: lost, tearing: tearing))
    crash(cell, losing: lost, tearing: tearing)
  }

  func crash(_ cell: Cell<Message>, losing lost: Int, tearing: Bool) {
    statistics.crashes += 1
    cell.crash(losing: lost, tearing: tearing)
    trace(.crashes(losing: lost, torn: tearing), cell.id)
    if isScripted { forgetLoopback(of: cell.id) }
  }

  func restart(_ cell: Cell<Message>) {
    trace(.restarts, cell.id)
    beginHandling()
    cell.restart(in: self)
    endHandling()
  }

  func pause(_ cell: Cell<Message>) {
    cell.isPaused = true
    trace(.pauses, cell.id)
  }

  /// The node handles what came while it was paused: at once, in order.
  func resume(_ cell: Cell<Message>) {
    guard cell.isPaused else { return }
    cell.isPaused = false
    trace(.resumes, cell.id)
    for happening in cell.held { queue.plan(happening, at: now) }
    cell.held = []
  }

  func setClock(of cell: Cell<Message>, to error: ClockError) {
    let old = cell.clock
    cell.clock.set(error, at: now)
    trace(.clock(error), cell.id)
    if old.error.partsPerMillion != error.partsPerMillion {
      cell.replanTimers(since: old, in: self)
    }
  }
}

extension World {
  func isCut(from sender: NodeID, to receiver: NodeID) -> Bool {
    cutDirections > 0 && network[from: sender, to: receiver].cuts > 0
  }

  func cut(_ direction: Fault.Direction) {
    cutDirections += 1
    network[from: direction.sender, to: direction.receiver].cuts += 1
    trace(.cuts(direction.receiver), direction.sender)
  }

  func heal(_ direction: Fault.Direction) {
    guard network[from: direction.sender, to: direction.receiver].cuts > 0 else { return }
    cutDirections -= 1
    network[from: direction.sender, to: direction.receiver].cuts -= 1
    trace(.heals(direction.receiver), direction.sender)
  }

  /// How many unsynced writes are lost, and whether one of them is torn: as told, or as the seed has it.
  func resolve(_ outcome: CrashOutcome, of cell: Cell<Message>) -> (lost: Int, tearing: Bool) {
    let count = cell.unsyncedWrites
    switch outcome {
    case .losing(let lost, let tearing):
      return (min(lost, count), tearing && lost > 0 && count > 0)
    case .drawn:
      let lost = storageStreams[Int(cell.id.index)].next(below: UInt64(count + 1))
      let tearing = storageStreams[Int(cell.id.index)].nextBool(probability: 0.5)
      return (Int(lost), tearing && lost > 0)
    }
  }
}
