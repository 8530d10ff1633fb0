/// Something that will happen at its time, unless it is overtaken by events.
enum Happening {
  /// The message in this slot arrives.
  case arrival(slot: Int32)
  /// A timer elapses, if that generation of it is still pending.
  case timer(node: UInt16, slot: Int32, generation: UInt32)
  /// A client is asked for an operation.
  case invocation(node: UInt16, number: Int32)
  case faultBegins(Int32)
  case faultEnds(Int32)
}

/// What is to happen, earliest first; what is due at the same time comes in the order of planning.
///
/// The pair of time and sequence number is a total order, so that no tie is left to chance. A binary
/// heap: O(log n) for both operations.
struct EventQueue {
  struct Entry {
    var time: Int64
    var sequence: UInt64
    var happening: Happening

    @inline(__always)
    func isBefore(_ other: Entry) -> Bool {
      time != other.time ? time < other.time : sequence < other.sequence
    }
  }

  private var heap: [Entry] = []
  private var planned: UInt64 = 0

  var isEmpty: Bool { heap.isEmpty }
  var nextTime: Int64? { heap.first?.time }

  mutating func plan(_ happening: Happening, at time: Int64) {
    planned += 1
    let entry = Entry(time: time, sequence: planned, happening: happening)
    heap.append(entry)
    var hole = heap.count - 1
    while hole > 0 {
      let parent = (hole - 1) / 2
      guard entry.isBefore(heap[parent]) else { break }
      heap[hole] = heap[parent]
      hole = parent
    }
    heap[hole] = entry
  }

  mutating func popFirst() -> Entry? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    if !heap.isEmpty { sink(last) }
    return first
  }

  /// Puts an entry at the root and lets it sink to its place.
  private mutating func sink(_ entry: Entry) {
    var hole = 0
    while true {
      var child = 2 * hole + 1
      guard child < heap.count else { break }
      if child + 1 < heap.count, heap[child + 1].isBefore(heap[child]) { child += 1 }
      guard heap[child].isBefore(entry) else { break }
      heap[hole] = heap[child]
      hole = child
    }
    heap[hole] = entry
  }
}
