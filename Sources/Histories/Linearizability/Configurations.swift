/// The configurations that a search has met, compared exactly: a hash only says where to look.
///
/// Lowe, "Testing for linearizability" (2017), remembers pairs of what is linearized and the state. Here the
/// pending calls among the linearized are kept apart: a configuration that differs from an earlier one only
/// in having used *more* of them can do nothing that the earlier one couldn't, so it counts as met. Of
/// those that differ in nothing else only the ones are kept that no other makes needless.
struct Configurations<Slots: SlotSet> {
  private struct Entry {
    var front: Int32
    var state: Int32
    /// The answered calls among the linearized.
    var answered: Slots
    /// The pending ones; what else was used with the same answered calls stands in `more`.
    var pending: Slots
    var more: Int32
  }

  private var entries: [Entry] = []
  private var more: [[Slots]] = []
  private var places = Array(repeating: Int32(-1), count: 1024)

  /// How many were remembered, also of those that have become needless.
  private(set) var count = 0

  /// What is known of the pending calls, once it is worth to be known.
  var capabilities: Capabilities<Slots>?

  /// Remembers a configuration; false if one that can do as much was met before.
  @inline(__always)
  mutating func insert(front: Int, state: Int32, answered: Slots, pending: Slots) -> Bool {
    let entry = Entry(
      front: Int32(front), state: state, answered: answered, pending: pending, more: -1)
    let place = place(of: entry)
    let known = places[place]
    if known >= 0 {
      guard add(pending, to: Int(known)) else { return false }
      count += 1
      return true
    }
    places[place] = Int32(entries.count)
    entries.append(entry)
    count += 1
    if entries.count * 2 > places.count { grow() }
    return true
  }

  @inline(__always)
  private mutating func add(_ pending: Slots, to index: Int) -> Bool {
    if suffices(entries[index].pending, for: pending) { return false }
    guard entries[index].more >= 0 else {
      if suffices(pending, for: entries[index].pending) {
        entries[index].pending = pending
      } else {
        entries[index].more = Int32(more.count)
        more.append([pending])
      }
      return true
    }
    return addFurther(pending, to: index)
  }

  @inline(never)
  private mutating func addFurther(_ pending: Slots, to index: Int) -> Bool {
    let list = Int(entries[index].more)
    for other in more[list] where suffices(other, for: pending) { return false }
    more[list] = more[list].filter { !suffices(pending, for: $0) }
    if suffices(pending, for: entries[index].pending) {
      entries[index].pending = pending
    } else {
      more[list].append(pending)
    }
    return true
  }

  @inline(__always)
  private func suffices(_ one: Slots, for other: Slots) -> Bool {
    one.isSubset(of: other) || capabilities?.suffices(one, for: other) == true
  }

  /// Where the configuration stands but for its pending calls, or would stand.
  @inline(__always)
  private func place(of entry: Entry) -> Int {
    let mask = places.count - 1
    let front = UInt64(UInt32(bitPattern: entry.front)) << 32
    let what = front | UInt64(UInt32(bitPattern: entry.state))
    var place = Int(truncatingIfNeeded: mixed(entry.answered.digest &+ mixed(what))) & mask
    while places[place] >= 0 {
      let known = entries[Int(places[place])]
      if known.front == entry.front, known.state == entry.state, known.answered == entry.answered {
        return place
      }
      place = (place + 1) & mask
    }
    return place
  }

  private mutating func grow() {
    places = Array(repeating: -1, count: places.count * 2)
    for index in entries.indices { places[place(of: entries[index])] = Int32(index) }
  }
}
