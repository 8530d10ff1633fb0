/// What is known of a timer, but for its name.
struct TimerState {
  var isPending = false
  var generation: UInt32 = 0
  /// When it elapses, in true time.
  var due: Int64 = 0
}

/// The pending timers of one node.
///
/// Each has a slot with a generation, so that an elapsed entry of the event queue is recognised as stale
/// when its timer was cancelled or set again. Slots are used again: the table is as large as the
/// greatest number of timers that were pending at one time.
struct TimerTable<Timer: Hashable & Sendable> {
  /// By slot; what stands in a slot that isn't pending means nothing.
  private(set) var timers: [Timer] = []
  private(set) var states: [TimerState] = []
  private var free: [Int] = []

  func isPending(_ slot: Int, _ generation: UInt32) -> Bool {
    states[slot].generation == generation && states[slot].isPending
  }

  /// The slots of pending timers, in an order that depends on nothing but the run.
  var pending: [Int] { states.indices.filter { states[$0].isPending } }

  /// Makes the timer pending until `due`, in a new generation.
  mutating func set(_ timer: Timer, due: Int64) -> (slot: Int, generation: UInt32) {
    let index = slot(of: timer) ?? newSlot(for: timer)
    states[index].isPending = true
    states[index].due = due
    states[index].generation &+= 1
    return (index, states[index].generation)
  }

  /// Takes the timer out, if that generation of it is pending.
  mutating func take(slot: Int, generation: UInt32) -> Timer? {
    guard isPending(slot, generation) else { return nil }
    remove(slot)
    return timers[slot]
  }

  mutating func cancel(_ timer: Timer) {
    if let slot = slot(of: timer) { remove(slot) }
  }

  mutating func removeAll() {
    for slot in pending { remove(slot) }
  }

  /// Pending timers are few: a linear search is faster than hashing.
  private func slot(of timer: Timer) -> Int? {
    for slot in states.indices where states[slot].isPending && timers[slot] == timer {
      return slot
    }
    return nil
  }

  private mutating func newSlot(for timer: Timer) -> Int {
    if let slot = free.popLast() {
      timers[slot] = timer
      return slot
    }
    timers.append(timer)
    states.append(TimerState())
    return timers.count - 1
  }

  private mutating func remove(_ slot: Int) {
    states[slot].isPending = false
    free.append(slot)
  }
}
