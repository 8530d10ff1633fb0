/// The calls of a history with slots: a call holds one from its invocation to its response, so that what a
/// search has linearized is told by the next response due and a bit for each call open there.
struct Timeline {
  /// In order of invocation.
  let calls: [Call]
  /// The answered calls, in order of their responses.
  let deadlines: [Int32]
  /// For each deadline, how many calls were invoked before it.
  private(set) var opened: [Int32] = []
  /// For each call, its slot and which call held it before; -1 if none did.
  private(set) var slots: [Int32]
  private(set) var previous: [Int32]
  private(set) var slotCount = 0

  init(_ calls: [Call]) {
    self.calls = calls.relevant
    deadlines = Self.deadlines(self.calls)
    slots = Array(repeating: 0, count: self.calls.count)
    previous = Array(repeating: -1, count: self.calls.count)
    assignSlots()
  }

  private static func deadlines(_ calls: [Call]) -> [Int32] {
    let answered = calls.indices.filter { !calls[$0].isPending }
    return answered.sorted { calls[$0].returned < calls[$1].returned }.map(Int32.init)
  }

  private mutating func assignSlots() {
    var free: [Int32] = []
    var holders: [Int32] = []
    var next = 0
    for deadline in deadlines {
      let due = calls[Int(deadline)].returned
      while next < calls.count, calls[next].invoked < due {
        give(next, &free, &holders)
        next += 1
      }
      opened.append(Int32(next))
      free.append(slots[Int(deadline)])
    }
    slotCount = holders.count
  }

  private mutating func give(_ call: Int, _ free: inout [Int32], _ holders: inout [Int32]) {
    if free.isEmpty {
      free.append(Int32(holders.count))
      holders.append(-1)
    }
    let slot = free.removeLast()
    slots[call] = slot
    previous[call] = holders[Int(slot)]
    holders[Int(slot)] = Int32(call)
  }
}

/// For each deadline, the slots of the calls that are open just before it.
struct OpenSlots<Slots: SlotSet> {
  /// All of them.
  private(set) var all: [Slots] = []
  private(set) var observations: [Slots] = []
  /// Those that nobody will ever answer.
  private(set) var pending: [Slots] = []

  init(_ line: Timeline) {
    var open = Slots(slots: line.slotCount)
    var (observing, unanswered) = (open, open)
    var next = 0
    for (index, deadline) in line.deadlines.enumerated() {
      while next < Int(line.opened[index]) {
        let (call, slot) = (line.calls[next], Int(line.slots[next]))
        open.insert(slot)
        if call.isObservation { observing.insert(slot) }
        if call.isPending { unanswered.insert(slot) }
        next += 1
      }
      all.append(open)
      observations.append(observing)
      pending.append(unanswered)
      open.remove(Int(line.slots[Int(deadline)]))
      observing.remove(Int(line.slots[Int(deadline)]))
    }
  }
}
