/// A part of the set of states found: those whose fingerprints begin with the same bits.
///
/// Fixed in number whatever the number of cores, so that states are numbered, and predecessors chosen,
/// alike on one core and on many. One worker at a time adds to a shard.
final class Shard {
  /// Tag in the high half, index + 1 in the low half; 0 where free. Linear probing from the place that
  /// the tag itself gives, so that growing needs nothing but the slots.
  private var slots: Buffer<UInt64>
  /// Exact: the packed row of each state. Compact: its fingerprint.
  private(set) var keys = Buffer<UInt64>()
  private(set) var parents = Buffer<UInt32>()
  private var keyWords: Int
  private let isExact: Bool
  private let index: UInt32
  private let distinction: Distinction
  /// Full fingerprints of this level and of the next, from which successors' are derived.
  private var fingerprints = Buffer<UInt64>()
  private var nextFingerprints = Buffer<UInt64>()
  /// Compact: the rows of this level and of the next.
  private var frontier = Buffer<UInt64>()
  private var nextFrontier = Buffer<UInt64>()
  private(set) var level = 0..<0
  /// Records whose predicates aren't known yet.
  private(set) var deferred = Buffer<UInt64>()
  /// Predicates worth reporting: invariants that fail, goals that hold; with the state.
  private(set) var findings: [Finding] = []

  struct Finding: Equatable {
    var predicate: Int
    var state: UInt32
  }

  static let bits = 4
  static let count = 1 << bits
  static let shift = UInt64(64 - bits)
  /// States are named by shard and index within it.
  static let localBits = UInt32(32 - bits)
  /// Room is left for a batch.
  static let maximumCount = (1 << Int(localBits)) - (1 << 24)

  init(index: Int, distinction: Distinction, rowWords: Int) {
    self.index = UInt32(index)
    self.distinction = distinction
    isExact = distinction.isExact
    keyWords = isExact ? rowWords : 1
    slots = Buffer(repeating: 0, count: 64)
  }

  var count: Int { parents.count }
  var bytes: Int {
    slots.bytes + keys.bytes + parents.bytes + frontier.bytes + nextFrontier.bytes
      + fingerprints.bytes + nextFingerprints.bytes + deferred.bytes
  }

  func name(_ local: Int) -> UInt32 { index << Shard.localBits | UInt32(local) }

  /// The packed row of a state; in compact mode only of this level's.
  @inline(__always)
  func row(_ local: Int, _ rowWords: Int) -> UnsafePointer<UInt64> {
    UnsafePointer(
      isExact
        ? keys.base + local * rowWords : frontier.base + (local - level.lowerBound) * rowWords)
  }

  func key(_ local: Int) -> [UInt64] {
    (0..<keyWords).map { keys[local * keyWords + $0] }
  }

  func fingerprint(_ local: Int) -> UInt64 { fingerprints[local - level.lowerBound] }

  /// Ends a level: what was added since becomes the frontier.
  func advance() {
    level = level.upperBound..<count
    swap(&frontier, &nextFrontier)
    nextFrontier.removeAll()
    swap(&fingerprints, &nextFingerprints)
    nextFingerprints.removeAll()
  }

  // MARK: Adding

  /// Adds the records of a buffer that aren't there yet.
  func insert(_ records: borrowing Buffer<UInt64>, _ judge: PredicateJudge) {
    let stride = judge.rowWords + 2
    let total = records.count / stride
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: Shard.window) { heads in
      guard let heads = heads.baseAddress else { return }
      var first = 0
      while first < total {
        let count = min(Shard.window, total - first)
        reserve(count)
        insertWindow(records.base + first * stride, count, stride, heads, judge)
        first += count
      }
    }
  }

  /// Records looked up together, so that their cache misses overlap.
  private static var window: Int { 32 }

  private func insertWindow(
    _ records: UnsafeMutablePointer<UInt64>, _ count: Int, _ stride: Int,
    _ heads: UnsafeMutablePointer<UInt64>, _ judge: PredicateJudge
  ) {
    let slots = self.slots.base
    let capacity = UInt64(self.slots.count)
    for i in 0..<count {
      heads[i] = slots[Shard.home(distinction.name(records[i * stride]), capacity)]
    }
    var touched: UInt64 = 0
    for i in 0..<count where heads[i] >> 32 == Shard.tag(distinction.name(records[i * stride])) {
      touched ^= keys.base[Int(truncatingIfNeeded: heads[i] & 0xffff_ffff) * keyWords - keyWords]
    }
    heads[0] = touched  // keeps the loads above from being optimised away
    for i in 0..<count { insert(records + i * stride, judge) }
  }

  @inline(__always)
  private static func tag(_ fingerprint: UInt64) -> UInt64 { (fingerprint << UInt64(bits)) >> 32 }

  @inline(__always)
  private static func home(_ fingerprint: UInt64, _ capacity: UInt64) -> Int {
    Int(truncatingIfNeeded: (tag(fingerprint) &* capacity) >> 32)
  }

  @inline(__always)
  private func insert(_ record: UnsafeMutablePointer<UInt64>, _ judge: PredicateJudge) {
    let slots = self.slots.base
    let capacity = self.slots.count
    let fingerprint = distinction.name(record[0])
    let tag = Shard.tag(fingerprint)
    var slot = Shard.home(fingerprint, UInt64(capacity))
    while slots[slot] != 0 {
      let entry = slots[slot]
      if entry >> 32 == tag, matches(Int(truncatingIfNeeded: entry & 0xffff_ffff) - 1, record) {
        return
      }
      slot += 1
      if slot == capacity { slot = 0 }
    }
    let verdict = judge.examine(record + 2)
    switch verdict {
    case .excluded: return
    case .unknown: deferred.append(record, count: judge.rowWords + 2)
    case .admitted, .remarkable: add(record, slot, judge, isRemarkable: verdict == .remarkable)
    }
  }

  @inline(__always)
  private func matches(_ local: Int, _ record: UnsafePointer<UInt64>) -> Bool {
    guard isExact else { return keys[local] == distinction.name(record[0]) }
    let stored = keys.base + local * keyWords
    for word in 0..<keyWords where stored[word] != record[2 + word] { return false }
    return true
  }

  @inline(__always)
  private func add(
    _ record: UnsafeMutablePointer<UInt64>, _ slot: Int, _ judge: PredicateJudge, isRemarkable: Bool
  ) {
    let local = parents.count
    slots[slot] = Shard.tag(distinction.name(record[0])) << 32 | UInt64(local + 1)
    parents.append(UInt32(truncatingIfNeeded: record[1]))
    nextFingerprints.append(record[0])
    if isExact {
      keys.append(record + 2, count: keyWords)
    } else {
      keys.append(distinction.name(record[0]))
      nextFrontier.append(record + 2, count: judge.rowWords)
    }
    guard isRemarkable else { return }
    for predicate in judge.remarks(record + 2) {
      findings.append(Finding(predicate: predicate, state: name(local)))
    }
  }

  /// Adds one record; its index if it wasn't there and belongs there.
  func insertOne(_ record: UnsafeMutablePointer<UInt64>, _ judge: PredicateJudge) -> Int? {
    let before = count
    reserve(1)
    insert(record, judge)
    return count > before ? before : nil
  }

  /// The index of the state that a record describes.
  func find(_ record: UnsafePointer<UInt64>) -> Int? {
    let fingerprint = distinction.name(record[0])
    let tag = Shard.tag(fingerprint)
    var slot = Shard.home(fingerprint, UInt64(slots.count))
    while slots[slot] != 0 {
      let local = Int(truncatingIfNeeded: slots[slot] & 0xffff_ffff) - 1
      if slots[slot] >> 32 == tag, matches(local, record) { return local }
      slot = slot + 1 == slots.count ? 0 : slot + 1
    }
    return nil
  }

  /// Forgets what only the breadth-first search needs.
  func dropFrontier() { nextFingerprints.removeAll() }

  /// Takes the records that were put off.
  func takeDeferred(into records: inout Buffer<UInt64>) {
    records.removeAll()
    swap(&records, &deferred)
  }

  func forgetDeferred() { deferred.removeAll() }

  func forgetFindings() { findings.removeAll() }

  /// Grows the slots by half when they would be more than seven tenths full.
  private func reserve(_ extra: Int) {
    let needed = count + extra
    guard needed * 10 > slots.count * 7 else { return }
    let capacity = max(slots.count * 3 / 2, needed * 3 / 2, 64)
    var larger = Buffer<UInt64>(repeating: 0, count: capacity)
    for i in 0..<slots.count where slots[i] != 0 {
      var slot = Int(truncatingIfNeeded: ((slots[i] >> 32) &* UInt64(capacity)) >> 32)
      while larger[slot] != 0 { slot = slot + 1 == capacity ? 0 : slot + 1 }
      larger[slot] = slots[i]
    }
    swap(&slots, &larger)
  }

  // MARK: Following a new layout

  /// Packs the stored rows again.
  func adopt(_ new: Layout, from old: Layout) {
    if isExact {
      Shard.repack(&keys, new, old)
      keyWords = new.words
    } else {
      Shard.repack(&frontier, new, old)
      Shard.repack(&nextFrontier, new, old)
    }
  }

  private static func repack(_ rows: inout Buffer<UInt64>, _ new: Layout, _ old: Layout) {
    let total = rows.count / old.words
    var packed = Buffer<UInt64>(repeating: 0, count: total * new.words)
    for row in 0..<total {
      let source = rows.base + row * old.words
      let target = packed.base + row * new.words
      for position in 0..<old.positions {
        new[position].toggle(old[position].read(source), in: target)
      }
    }
    swap(&rows, &packed)
  }
}
