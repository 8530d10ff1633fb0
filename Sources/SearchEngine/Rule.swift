/// A further rule that has to be applied after an alternative was taken.
struct Call: BitwiseCopyable {
  var rule: UInt32
  var argument: UInt32
}

/// One way in which a rule can go, as a change of its footprint's ids.
struct Alternative: BitwiseCopyable {
  /// Exclusive or of the fingerprints before and after.
  var fingerprint: UInt64
  var firstCall: UInt32
  var calls: UInt32
  var label: UInt32
}

/// What is known about a rule under one combination of its footprint's ids.
struct Outcome: BitwiseCopyable {
  var first: UInt32
  var count: UInt32
  /// Alternatives that change nothing; for a predicate, 1 where it doesn't hold.
  var stutters: UInt32
}

/// A rule (or predicate) with everything learned about it: a table from the ids of its footprint to
/// its outcome there.
///
/// The footprint is the set of positions that an evaluation ever read or wrote. It is learned: when an
/// evaluation touches a position outside, the footprint grows and the table starts again. An outcome is
/// a function of a part of its footprint, so that a footprint may be too large but never too small.
struct Rule: ~Copyable {
  private(set) var footprint: [Int] = []
  private var fields = Buffer<Field>()
  private let takesArgument: Bool
  /// Ids of the footprint, and the argument if there is one: `stride` for each outcome.
  private var keys = Buffer<UInt32>()
  private var stride: Int
  private(set) var outcomes = Buffer<Outcome>()
  private(set) var alternatives = Buffer<Alternative>()
  /// Old id ^ new id, for each alternative and position of the footprint.
  private var changes = Buffer<UInt32>()
  private(set) var calls = Buffer<Call>()
  /// Outcome + 1 by packed key, where keys are short; otherwise by hash with linear probing.
  private var slots = Buffer<UInt32>(repeating: 0, count: 16)
  private var isDense: Bool

  /// Up to this many bits of key the table is addressed directly.
  private static var denseBits: Int { 16 }

  init(takesArgument: Bool) {
    self.takesArgument = takesArgument
    stride = takesArgument ? 1 : 0
    isDense = !takesArgument
  }

  var bytes: Int {
    keys.bytes + outcomes.bytes + alternatives.bytes + changes.bytes + calls.bytes + slots.bytes
  }

  // MARK: Looking up

  /// The outcome under the ids of a row, negative if it isn't known.
  @inline(__always)
  func find(_ words: UnsafePointer<UInt64>, argument: UInt32) -> Int {
    isDense ? Int(slots[denseIndex(words)]) - 1 : findHashed(words, argument)
  }

  @inline(__always)
  private func denseIndex(_ words: UnsafePointer<UInt64>) -> Int {
    var index = 0
    for i in 0..<fields.count {
      let field = fields[i]
      index = index << Int(field.width) | Int(field.read(words))
    }
    return index
  }

  private func findHashed(_ words: UnsafePointer<UInt64>, _ argument: UInt32) -> Int {
    var hash = mix(UInt64(argument), 0)
    for i in 0..<fields.count { hash = mix(UInt64(fields[i].read(words)), hash) }
    var slot = Int(truncatingIfNeeded: hash >> 32) & (slots.count - 1)
    while true {
      let outcome = Int(slots[slot]) - 1
      if outcome < 0 || matches(outcome, words, argument) { return outcome }
      slot = (slot + 1) & (slots.count - 1)
    }
  }

  @inline(__always)
  private func matches(
    _ outcome: Int, _ words: UnsafePointer<UInt64>, _ argument: UInt32
  ) -> Bool {
    let key = keys.base + outcome * stride
    for i in 0..<fields.count where key[i] != fields[i].read(words) { return false }
    return !takesArgument || key[fields.count] == argument
  }

  @inline(__always)
  private func mix(_ value: UInt64, _ hash: UInt64) -> UInt64 {
    let h = (hash ^ value) &* 0x9e37_79b9_7f4a_7c15
    return h ^ (h >> 29)
  }

  // MARK: Applying

  /// Makes an alternative's change, or undoes it.
  @inline(__always)
  func toggle(_ alternative: Int, in words: UnsafeMutablePointer<UInt64>) {
    let change = changes.base + alternative * fields.count
    for i in 0..<fields.count { fields[i].toggle(change[i], in: words) }
  }

  // MARK: Learning

  /// Adds positions to the footprint and forgets everything.
  mutating func extend(_ positions: [Int], _ layout: Layout) {
    footprint += positions
    forget()
    stride = footprint.count + (takesArgument ? 1 : 0)
    adopt(layout)
  }

  mutating func forget() {
    keys.removeAll()
    outcomes.removeAll()
    alternatives.removeAll()
    changes.removeAll()
    calls.removeAll()
    rebuildSlots()
  }

  /// Follows a new layout of rows. Keys and changes are ids, so that they stay.
  mutating func adopt(_ layout: Layout) {
    fields.removeAll()
    for position in footprint { fields.append(layout[position]) }
    let bits = footprint.reduce(0) { $0 + Int(layout[$1].width) }
    isDense = !takesArgument && bits <= Rule.denseBits
    rebuildSlots()
  }

  /// Starts an outcome under the ids of a row; its alternatives follow.
  mutating func open(_ ids: [UInt32], argument: UInt32) -> Int {
    for position in footprint { keys.append(ids[position]) }
    if takesArgument { keys.append(argument) }
    outcomes.append(
      Outcome(first: UInt32(alternatives.count), count: 0, stutters: 0))
    return outcomes.count - 1
  }

  /// Adds an alternative to the outcome opened last.
  mutating func add(from old: [UInt32], to new: [UInt32], label: UInt32, calls: [Call], salt: UInt64)
  {
    let outcome = outcomes.count - 1
    var fingerprint: UInt64 = 0
    for position in footprint {
      changes.append(old[position] ^ new[position])
      guard old[position] != new[position] else { continue }
      fingerprint ^= Fingerprint.share(position: position, id: old[position], salt: salt)
      fingerprint ^= Fingerprint.share(position: position, id: new[position], salt: salt)
    }
    alternatives.append(
      Alternative(
        fingerprint: fingerprint, firstCall: UInt32(self.calls.count),
        calls: UInt32(calls.count), label: label))
    for call in calls { self.calls.append(call) }
    outcomes[outcome].count += 1
  }

  /// Counts an alternative of the outcome opened last that changes nothing.
  mutating func addStutter() { outcomes[outcomes.count - 1].stutters += 1 }

  /// For predicates: whether it holds under the ids of the outcome opened last.
  mutating func judge(_ holds: Bool) { outcomes[outcomes.count - 1].stutters = holds ? 0 : 1 }

  /// Makes the outcome opened last known to `find`.
  mutating func close() {
    if !isDense, (outcomes.count + 1) * 4 > slots.count * 3 { return rebuildSlots() }
    insert(outcomes.count - 1)
  }

  private mutating func rebuildSlots() {
    var size = isDense ? 1 << denseWidth : 16
    while !isDense, (outcomes.count + 1) * 2 > size { size *= 2 }
    slots = Buffer(repeating: 0, count: size)
    for outcome in 0..<outcomes.count { insert(outcome) }
  }

  private var denseWidth: Int {
    var bits = 0
    for i in 0..<fields.count { bits += Int(fields[i].width) }
    return bits
  }

  private mutating func insert(_ outcome: Int) {
    let key = keys.base + outcome * stride
    guard !isDense else {
      var index = 0
      for i in 0..<fields.count { index = index << Int(fields[i].width) | Int(key[i]) }
      slots[index] = UInt32(outcome + 1)
      return
    }
    var hash = mix(takesArgument ? UInt64(key[fields.count]) : 0, 0)
    for i in 0..<fields.count { hash = mix(UInt64(key[i]), hash) }
    var slot = Int(truncatingIfNeeded: hash >> 32) & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = UInt32(outcome + 1)
  }
}
