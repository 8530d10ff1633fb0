// What the test makes happen.

extension Bench {
  /// The node starts. Everything else that happens starts it first, if the test hasn't.
  public mutating func start() {
    guard !hasStarted else { return }
    hasStarted = true
    handle(.start)
  }

  /// A message arrives; at a node that is down, it is gone.
  public mutating func hear(_ message: N.Message, from sender: NodeID) {
    handle(.receive(message, from: sender))
  }

  /// A client asks for an operation; returns its name.
  @discardableResult
  public mutating func ask(_ operation: N.Operation) -> OperationID {
    startBefore()
    let number = driven.operations.last + 1
    handle(.invoke(operation))
    return OperationID(client: id, number: number)
  }

  // MARK: Time

  /// A pending timer elapses, whatever other timers are due before it: the clock is then at least where
  /// it is due.
  ///
  /// - Returns: whether it was pending; otherwise nothing happens.
  @discardableResult
  public mutating func elapse(_ timer: N.Timer) -> Bool {
    startBefore()
    guard isSet(timer) else { return false }
    now = max(now, dues[timer] ?? now)
    handle(.fire(timer))
    return true
  }

  /// The timer that is due first elapses, if any is pending; returns it.
  @discardableResult
  public mutating func elapse() -> N.Timer? {
    startBefore()
    guard let next = timers.first else { return nil }
    elapse(next)
    return next
  }

  /// The node's clock goes on, and what is due meanwhile elapses at its time.
  public mutating func pass(_ span: Duration) {
    startBefore()
    let end = now.advanced(by: span)
    var fired = 0
    while let next = timers.first, let due = dues[next], due <= end, isUp, misuse == nil {
      guard fired < Bench.limit else { return fall("timers come to rest", "not within \(span)") }
      elapse(next)
      fired += 1
    }
    now = max(now, end)
  }

  // MARK: Crashes

  /// The node crashes between two events.
  ///
  /// - Parameters:
  ///   - lost: how many of the last unsynced writes are lost; all of them, if there are fewer.
  ///   - tearing: whether the first write that is lost leaves a torn slot, if it is an append.
  public mutating func crash(losing lost: Int = .max, tearing: Bool = false) {
    startBefore()
    guard isUp else { return }
    note(driven.crash(losing: lost, tearing: tearing))
  }

  /// The node crashes within the next event, one of those that `action` makes happen: so many effects of
  /// its handler happen. If there is no event, it crashes at the end.
  ///
  ///     bench.crash(afterEffects: 1, tearing: true) { $0.hear(.prepare(ballot), from: p) }
  public mutating func crash(
    afterEffects count: Int, losing lost: Int = .max, tearing: Bool = false,
    within action: (inout Bench) -> Void
  ) {
    plannedCrash = Crash(afterEffects: count, losing: lost, tearing: tearing)
    action(&self)
    if plannedCrash != nil {
      plannedCrash = nil
      crash(losing: lost, tearing: tearing)
    }
  }

  /// Every way in which a crash can cut off the next event of `action`, or come right after it: after
  /// each number of effects, with each prefix of the unsynced writes kept, the next one torn or not.
  ///
  /// - Returns: benches whose node is down, no two of them equal.
  public func everyCrash(within action: (inout Bench) -> Void) -> [Bench] {
    var found: [Bench] = []
    for count in 0... {
      losses: for lost in 0... {
        for tearing in lost == 0 ? [false] : [false, true] {
          var copy = self
          copy.lastCrash = nil
          copy.crash(afterEffects: count, losing: lost, tearing: tearing, within: action)
          guard let crash = copy.lastCrash, crash.effects == count else { return found }
          guard crash.losing == lost else { break losses }
          if !found.contains(copy) { found.append(copy) }
        }
      }
    }
    return found
  }

  /// The node runs again, from how it was put on the table and what its disk has kept.
  public mutating func restart() {
    precondition(!isUp, "\(roster.name(of: id)) is up, and can't restart: crash it first")
    handle(.restart(initial, recovering: driven.storage.synced))
  }

  // MARK: Rules

  /// Demands something of each message that leaves, at the moment when it leaves: what the disk holds
  /// for sure then, what was sent before. The first time that it doesn't hold is kept in ``broken``.
  ///
  ///     bench.everySend("a ballot is on disk before anybody hears of it") { sent, bench in
  ///       if case .prepare(let ballot) = sent.message { bench.log.contains(ballot) } else { true }
  ///     }
  public mutating func everySend(
    _ rule: String, _ holds: @escaping @Sendable (Sent<N.Message>, Bench) -> Bool
  ) {
    rules.append(Rule(name: rule, holds: holds))
  }
}
