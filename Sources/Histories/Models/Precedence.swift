/// A partial order of accesses, made from program order, from what reads read from, and from further
/// pairs; as vector clocks, so that two accesses are compared in constant time.
struct Precedence {
  /// Why one access comes before another.
  enum Reason: Hashable {
    case programOrder
    case readFrom
    /// The read found what the second wrote, although the first had been before it.
    case overwritten(by: Int)
  }

  struct Pair {
    var before: Int
    var after: Int
    var reason: Reason
  }

  private let history: ReadsAndWrites
  /// For each access its strand: its client's, or one of its own for a write that nobody confirmed.
  private let strands: Strands
  private var predecessors: [[Pair]]
  /// For each access and strand, how many accesses of the strand are not after it.
  private var clocks: [Int32]
  /// Accesses that a cycle keeps from having a place; empty if the pairs make an order.
  private(set) var entangled: [Int] = []

  /// Linear in accesses times strands.
  init(
    _ history: ReadsAndWrites, _ strands: Strands,
    including isIncluded: (Int) -> Bool = { _ in true },
    further: [Pair] = []
  ) {
    self.history = history
    self.strands = strands
    predecessors = Array(repeating: [], count: history.accesses.count)
    clocks = Array(repeating: 0, count: history.accesses.count * strands.count)
    addProgramOrder(isIncluded)
    for (read, access) in history.accesses.enumerated() where isIncluded(read) {
      guard case .write(let write) = access.source else { continue }
      predecessors[read].append(Pair(before: write, after: read, reason: .readFrom))
    }
    for pair in further { predecessors[pair.after].append(pair) }
    tick(history.accesses.indices.filter(isIncluded))
  }

  private mutating func addProgramOrder(_ isIncluded: (Int) -> Bool) {
    for own in history.clients {
      var last: Int?
      for access in own where isIncluded(access) {
        if let last {
          predecessors[access].append(Pair(before: last, after: access, reason: .programOrder))
        }
        if history.accesses[access].completed != nil { last = access }
      }
    }
  }

  // MARK: - Clocks

  /// Gives clocks to all accesses whose predecessors have theirs, until none is left.
  private mutating func tick(_ included: [Int]) {
    var missing = Array(repeating: 0, count: predecessors.count)
    var successors: [[Int]] = Array(repeating: [], count: predecessors.count)
    for access in included {
      missing[access] = predecessors[access].count
      for pair in predecessors[access] { successors[pair.before].append(access) }
    }
    var ready = included.filter { missing[$0] == 0 }
    var next = 0
    while next < ready.count {
      let access = ready[next]
      next += 1
      setClock(of: access)
      for successor in successors[access] {
        missing[successor] -= 1
        if missing[successor] == 0 { ready.append(successor) }
      }
    }
    if ready.count < included.count { entangled = included.filter { missing[$0] > 0 } }
  }

  private mutating func setClock(of access: Int) {
    let own = access * strands.count
    for pair in predecessors[access] {
      let other = pair.before * strands.count
      for strand in 0..<strands.count {
        clocks[own + strand] = max(clocks[own + strand], clocks[other + strand])
      }
    }
    clocks[own + strands.strand[access]] = Int32(strands.place[access] + 1)
  }

  /// How many accesses of a strand come before the access, itself included.
  func count(before access: Int, in strand: Int) -> Int {
    Int(clocks[access * strands.count + strand])
  }

  func isBefore(_ first: Int, _ second: Int) -> Bool {
    first != second && count(before: second, in: strands.strand[first]) > strands.place[first]
  }

  // MARK: - Cycles

  /// A shortest cycle of pairs through one of the first entangled accesses.
  var cycle: [Pair] {
    let inside = Set(entangled)
    var best: [Pair] = []
    for start in entangled.prefix(256) {
      let found = shortestCycle(endingIn: start, inside)
      if !found.isEmpty, best.isEmpty || found.count < best.count { best = found }
    }
    return best
  }

  private func shortestCycle(endingIn end: Int, _ inside: Set<Int>) -> [Pair] {
    var leading: [Int: Pair] = [:]
    var queue = [end]
    var next = 0
    while next < queue.count, leading[end] == nil {
      for pair in predecessors[queue[next]]
      where inside.contains(pair.before) && leading[pair.before] == nil {
        leading[pair.before] = pair
        queue.append(pair.before)
      }
      next += 1
    }
    guard var pair = leading[end] else { return [] }
    var cycle = [pair]
    while pair.after != end, let following = leading[pair.after] {
      pair = following
      cycle.append(pair)
    }
    return Self.joined(cycle)
  }

  /// Steps of one client in a row are one.
  private static func joined(_ cycle: [Pair]) -> [Pair] {
    var joined: [Pair] = []
    for pair in cycle {
      if pair.reason == .programOrder, joined.last?.reason == .programOrder {
        joined[joined.count - 1].after = pair.after
      } else {
        joined.append(pair)
      }
    }
    guard joined.count > 1, joined[0].reason == .programOrder,
      joined[joined.count - 1].reason == .programOrder
    else { return joined }
    joined[0].before = joined.removeLast().before
    return joined
  }

  /// The pair in words.
  func sentence(_ pair: Pair) -> String {
    let (first, second) = (history.name(pair.before), history.name(pair.after))
    return switch pair.reason {
    case .programOrder: "\(first) came before \(second) at one client"
    case .readFrom: "\(second) found what \(first) wrote"
    case .overwritten(let read):
      "\(history.name(read)) came after \(first) and found \(second), which must be the later"
    }
  }
}

/// Accesses in strands, each of them ordered: a client's confirmed accesses, and alone each write that nobody
/// confirmed, because what its client did next need not come after it.
struct Strands {
  let count: Int
  let strand: [Int]
  /// The place of each access in its strand.
  let place: [Int]
  /// For each strand and key the places of the writes.
  private let writes: [[Int]]
  private let accesses: [[Int]]
  private let keyCount: Int

  init(_ history: ReadsAndWrites) {
    var strand = Array(repeating: 0, count: history.accesses.count)
    var place = strand
    var accesses: [[Int]] = Array(repeating: [], count: history.clients.count)
    for (index, access) in history.accesses.enumerated() {
      strand[index] = access.completed == nil ? accesses.count : access.client
      if access.completed == nil { accesses.append([]) }
      place[index] = accesses[strand[index]].count
      accesses[strand[index]].append(index)
    }
    var writes: [[Int]] = Array(repeating: [], count: accesses.count * max(1, history.keyCount))
    for (index, access) in history.accesses.enumerated() where access.isWrite {
      writes[strand[index] * history.keyCount + access.key].append(place[index])
    }
    (self.strand, self.place, self.accesses, self.writes) = (strand, place, accesses, writes)
    (count, keyCount) = (accesses.count, history.keyCount)
  }

  /// The last write to a key among the first accesses of a strand.
  func lastWrite(to key: Int, amongFirst count: Int, of strand: Int) -> Int? {
    let places = writes[strand * keyCount + key]
    let later = places.firstPlace { $0 >= count }
    return later == 0 ? nil : accesses[strand][places[later - 1]]
  }
}
