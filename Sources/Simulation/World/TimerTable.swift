/// The pending timers of one node.
///
/// Each has a slot with a generation, so that an elapsed entry of the event queue is recognised as stale
/// when its timer was cancelled or set again. Slots are used again: the table is as large as the
/// greatest number of timers that were pending at one time.
struct TimerTable<Timer: Hashable & Sendable> {
  struct Slot {
    var timer: Timer?
    var generation: UInt32 = 0
    /// When it elapses, in true time.
    var due: Int64 = 0
  }

  private(set) var slots: [Slot] = []
  private var free: [Int] = []

  /// Pending timers are few: a linear search is faster than hashing, and has an order.
  func slot(of timer: Timer) -> Int? { slots.firstIndex { $0.timer == timer } }

  var pending: [Int] { slots.indices.filter { slots[$0].timer != nil } }

  /// Makes the timer pending until `due`, in a new generation.
  mutating func set(_ timer: Timer, due: Int64) -> (slot: Int, generation: UInt32) {
    let index = slot(of: timer) ?? free.popLast() ?? newSlot()
    slots[index].timer = timer
    slots[index].due = due
    slots[index].generation &+= 1
    return (index, slots[index].generation)
  }

  private mutating func newSlot() -> Int {
    slots.append(Slot())
    return slots.count - 1
  }

  /// Takes the timer out, if that generation of it is pending.
  mutating func take(slot: Int, generation: UInt32) -> Timer? {
    guard slots[slot].generation == generation, let timer = slots[slot].timer else { return nil }
    remove(slot)
    return timer
  }

  mutating func cancel(_ timer: Timer) {
    if let slot = slot(of: timer) { remove(slot) }
  }

  private mutating func remove(_ slot: Int) {
    slots[slot].timer = nil
    free.append(slot)
  }

  mutating func removeAll() {
    for slot in pending { remove(slot) }
  }
}
