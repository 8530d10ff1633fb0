/// The configurations that a search has met, compared exactly: a hash only says where to look.
///
/// Lowe, "Testing for linearizability" (2017), remembers pairs of what is linearized and the state. Here the
/// pending calls among the linearized are kept apart: a configuration that differs from an earlier one only
/// in having used *more* of them can do nothing that the earlier one couldn't, so it counts as met.
struct Configurations<Slots: SlotSet> {
  private struct Entry {
    var front: Int32
    var state: Int32
    /// The answered calls among the linearized, and the pending ones.
    var answered: Slots
    var pending: Slots
    /// The next entry that differs in `pending` alone; -1 at the end.
    var next: Int32
  }

  private var entries: [Entry] = []
  private var heads = Array(repeating: Int32(-1), count: 1024)
  private var headCount = 0

  var count: Int { entries.count }

  /// Remembers a configuration; false if one that can do as much was met before.
  @inline(__always)
  mutating func insert(front: Int, state: Int32, answered: Slots, pending: Slots) -> Bool {
    var entry = Entry(
      front: Int32(front), state: state, answered: answered, pending: pending, next: -1)
    let place = place(of: entry)
    var index = heads[place]
    if index < 0 { headCount += 1 }
    entry.next = index
    while index >= 0 {
      if entries[Int(index)].pending.isSubset(of: pending) { return false }
      index = entries[Int(index)].next
    }
    heads[place] = Int32(entries.count)
    entries.append(entry)
    if headCount * 2 > heads.count { grow() }
    return true
  }

  /// Where the chain of this configuration begins, or would begin.
  @inline(__always)
  private func place(of entry: Entry) -> Int {
    let mask = heads.count - 1
    let front = UInt64(UInt32(bitPattern: entry.front)) << 32
    let what = front | UInt64(UInt32(bitPattern: entry.state))
    var place = Int(truncatingIfNeeded: mixed(entry.answered.digest &+ mixed(what))) & mask
    while heads[place] >= 0 {
      let head = entries[Int(heads[place])]
      if head.front == entry.front, head.state == entry.state, head.answered == entry.answered {
        return place
      }
      place = (place + 1) & mask
    }
    return place
  }

  private mutating func grow() {
    let chains = heads.filter { $0 >= 0 }
    heads = Array(repeating: -1, count: heads.count * 2)
    for chain in chains { heads[place(of: entries[Int(chain)])] = chain }
  }
}
