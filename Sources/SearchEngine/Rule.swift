/// A further rule that has to be applied after an alternative was taken.
struct RuleCall: BitwiseCopyable {
  var rule: UInt32
  var argument: UInt32
}

/// One way in which a rule can go. The change of the row stands beside it.
struct Alternative: BitwiseCopyable {
  /// Exclusive or of the fingerprints before and after.
  var fingerprint: UInt64
  var firstCall: UInt32
  var calls: UInt32
  var label: UInt32
}

/// What is known about a rule under one combination of its footprint's ids.
struct RuleOutcome: BitwiseCopyable {
  var first: UInt32
  var count: UInt32
  /// Alternatives that change nothing; for a predicate, 1 where it doesn't hold.
  var stutters: UInt32
  /// Whether an alternative calls further rules.
  var hasCalls: Bool
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
  private(set) var outcomes = Buffer<RuleOutcome>()
  private(set) var alternatives = Buffer<Alternative>()
  /// The words of a row in which the footprint lies.
  private(set) var words = Buffer<Int>()
  /// Old ^ new, for each alternative and word of `words`.
  private(set) var deltas = Buffer<UInt64>()
  private(set) var calls = Buffer<RuleCall>()
  /// Outcome + 1 by packed key, where keys are short; otherwise by hash with linear probing.
  private var slots = Buffer<UInt32>(repeating: 0, count: 16)
  private var isDense: Bool

  /// Up to this many bits of key the table is addressed directly.
  private static var denseBits: Int { 18 }

  init(takesArgument: Bool) {
    self.takesArgument = takesArgument
    stride = takesArgument ? 1 : 0
    isDense = !takesArgument
  }

  var bytes: Int {
    keys.bytes + outcomes.bytes + alternatives.bytes + deltas.bytes + calls.bytes + slots.bytes
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
    let delta = deltas.base + alternative * self.words.count
    for i in 0..<self.words.count { words[self.words[i]] ^= delta[i] }
  }

  // MARK: Learning

  /// Adds positions to the footprint and forgets everything.
  mutating func extend(_ positions: [Int], _ layout: Layout) {
    forget()
    footprint += positions
    stride = footprint.count + (takesArgument ? 1 : 0)
    adopt(layout)
  }

  /// Forgets the footprint too.
  mutating func reset(_ layout: Layout) {
    forget()
    footprint = []
    stride = takesArgument ? 1 : 0
    adopt(layout)
  }

  mutating func forget() {
    keys.removeAll()
    outcomes.removeAll()
    alternatives.removeAll()
    deltas.removeAll()
    calls.removeAll()
    rebuildSlots()
  }

  /// Follows a new layout of rows. Keys are ids, so that they stay; changes are placed anew.
  mutating func adopt(_ layout: Layout) {
    let places = footprint.map { layout[$0] }
    var newWords: [Int] = []
    for place in places where !newWords.contains(Int(place.word)) {
      newWords.append(Int(place.word))
    }
    var moved = Buffer<UInt64>(repeating: 0, count: alternatives.count * newWords.count)
    for alternative in 0..<alternatives.count {
      for i in 0..<fields.count {
        let change = change(of: alternative, at: i)
        let word = newWords.firstIndex(of: Int(places[i].word)) ?? 0
        moved[alternative * newWords.count + word] |= UInt64(change) << UInt64(places[i].shift)
      }
    }
    swap(&deltas, &moved)
    words.removeAll()
    for word in newWords { words.append(word) }
    fields.removeAll()
    for place in places { fields.append(place) }
    let bits = places.reduce(0) { $0 + Int($1.width) }
    isDense = !takesArgument && bits <= Rule.denseBits
    rebuildSlots()
  }

  /// Old id ^ new id at the `i`th position of the footprint.
  private func change(of alternative: Int, at i: Int) -> UInt32 {
    for j in 0..<words.count where words[j] == Int(fields[i].word) {
      let delta = deltas[alternative * words.count + j] >> UInt64(fields[i].shift)
      return UInt32(truncatingIfNeeded: delta & fields[i].mask)
    }
    return 0
  }

  /// Starts an outcome under the ids of a row; its alternatives follow.
  mutating func open(_ ids: [UInt32], argument: UInt32) -> Int {
    for position in footprint { keys.append(ids[position]) }
    if takesArgument { keys.append(argument) }
    outcomes.append(
      RuleOutcome(first: UInt32(alternatives.count), count: 0, stutters: 0, hasCalls: false))
    return outcomes.count - 1
  }

  /// Adds an alternative to the outcome opened last.
  mutating func add(
    from old: [UInt32], to new: [UInt32], label: UInt32, calls: [RuleCall], salt: UInt64
  ) {
    let outcome = outcomes.count - 1
    var fingerprint: UInt64 = 0
    let delta = deltas.extend(by: words.count)
    for i in 0..<words.count { delta[i] = 0 }
    for (i, position) in footprint.enumerated() where old[position] != new[position] {
      for j in 0..<words.count where words[j] == Int(fields[i].word) {
        delta[j] |= UInt64(old[position] ^ new[position]) << UInt64(fields[i].shift)
      }
      fingerprint ^= Fingerprint.share(position: position, id: old[position], salt: salt)
      fingerprint ^= Fingerprint.share(position: position, id: new[position], salt: salt)
    }
    alternatives.append(
      Alternative(
        fingerprint: fingerprint, firstCall: UInt32(self.calls.count),
        calls: UInt32(calls.count), label: label))
    for call in calls { self.calls.append(call) }
    outcomes[outcome].count += 1
    if !calls.isEmpty { outcomes[outcome].hasCalls = true }
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
