/// Lamport's two registers that are weaker than an atomic one.
///
/// Lamport, "On Interprocess Communication" (1986), defines them for one writer. Where writers overlap,
/// this is the weak regularity of Shao, Pierce and Welch, "Multiwriter Consistency Conditions for Shared
/// Memory Registers" (2011): each read alone can be explained by an order of all writes that keeps real
/// time.
struct WeakRegisters {
  private let history: ReadsAndWrites
  /// For each key its confirmed writes in the order of their responses, and for each of them which of those
  /// up to it was invoked last.
  private var confirmed: [[Int]]
  private var latest: [[Int]]
  /// For each key all its writes in the order of their invocations.
  private var writes: [[Int]]

  init(_ history: ReadsAndWrites) {
    self.history = history
    let accesses = history.accesses
    writes = Array(repeating: [], count: history.keyCount)
    for (index, access) in accesses.enumerated() where access.isWrite {
      writes[access.key].append(index)
    }
    confirmed = writes.map { own in
      own.filter { accesses[$0].completed != nil }
        .sorted { (accesses[$0].completed ?? 0) < (accesses[$1].completed ?? 0) }
    }
    latest = confirmed.map { own in
      var latest: [Int] = []
      for write in own {
        let last = latest.last ?? write
        latest.append(accesses[last].invoked > accesses[write].invoked ? last : write)
      }
      return latest
    }
  }

  /// A read finds the last write before it, or one that overlaps it.
  var regular: ModelViolation? {
    if let violation = history.thinAirRead { return violation }
    return firstWrong { _ in true }
  }

  /// A read that overlaps no write finds the last one; any other finds anything.
  var safe: ModelViolation? { firstWrong { !overlapsWrite($0) } }

  private func firstWrong(where counts: (Int) -> Bool) -> ModelViolation? {
    for (index, access) in history.accesses.enumerated() where !access.isWrite && counts(index) {
      if let violation = wrong(index) { return violation }
    }
    return nil
  }

  private func wrong(_ read: Int) -> ModelViolation? {
    let access = history.accesses[read]
    let later = lastInvoked(before: read)
    switch access.source {
    case .nowhere: return history.thinAirRead
    case .initial:
      guard let later else { return nil }
      return violation(read, [later], "found the initial value after \(history.name(later))")
    case .write(let source):
      if access.precedes(history.accesses[source]) {
        return violation(read, [source], "found what was written later by \(history.name(source))")
      }
      guard let later, history.accesses[source].precedes(history.accesses[later])
      else { return nil }
      return violation(
        read, [source, later],
        "found what \(history.name(source)) wrote, which \(history.name(later)) had overwritten")
    }
  }

  /// Of the writes that had returned before the read was invoked, the one invoked last: if any of them
  /// came after another, it did.
  private func lastInvoked(before read: Int) -> Int? {
    let access = history.accesses[read]
    let own = confirmed[access.key]
    let count = own.firstPlace { (history.accesses[$0].completed ?? 0) > access.invoked }
    return count == 0 ? nil : latest[access.key][count - 1]
  }

  private func overlapsWrite(_ read: Int) -> Bool {
    let access = history.accesses[read]
    return writes[access.key].contains {
      let write = history.accesses[$0]
      return !write.precedes(access) && !access.precedes(write)
    }
  }

  private func violation(_ read: Int, _ others: [Int], _ words: String) -> ModelViolation {
    history.violation(.wrongMoment, others + [read], ["\(history.name(read)) \(words)"])
  }
}
