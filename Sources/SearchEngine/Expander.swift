/// Produces the successors of a state, as records in buffers.
///
/// A record is `[fingerprint, parent | label << 32, words of the row...]`. One expander works on one
/// row, which it changes and changes back: every change is an exclusive or.
final class Expander {
  /// The row being expanded.
  let words: UnsafeMutablePointer<UInt64>
  private var fingerprint: UInt64 = 0
  private let origin: UnsafeMutablePointer<UInt64>
  private var originFingerprint: UInt64 = 0
  private var parent: UInt64 = 0
  private let knowledge: Knowledge
  private let rules: UnsafeMutablePointer<Rule>
  private let initialRules: [Int]
  private let canonical: Canonical?
  private let rowWords: Int
  private let distinction: Distinction
  /// Whether rules not met before may be evaluated now; otherwise the state is put off.
  private let learns: Bool
  private var sinks: UnsafeMutablePointer<Buffer<UInt64>>
  private var pending = Buffer<RuleCall>()
  /// Outcomes chosen on the way to the successor at hand: rule, argument, label of its alternative.
  private var isTracing = false
  /// Whether successors are stored as they are.
  private var isPlain: Bool
  private var steps: [RuleApplication] = []
  private var visit: (([RuleApplication], UnsafePointer<UInt64>, UInt64) -> Void)?
  /// Successors of the state, counting those equal to it.
  private(set) var generated = 0

  init(
    _ knowledge: Knowledge, canonical: Canonical?, distinction: Distinction, learns: Bool,
    sinks: UnsafeMutablePointer<Buffer<UInt64>>
  ) {
    self.knowledge = knowledge
    rules = knowledge.rules
    initialRules = knowledge.initialRules
    self.canonical = canonical
    isPlain = canonical == nil
    rowWords = knowledge.layout.words
    self.distinction = distinction
    self.learns = learns
    self.sinks = sinks
    words = .allocate(capacity: rowWords)
    origin = .allocate(capacity: rowWords)
  }

  deinit {
    words.deallocate()
    origin.deallocate()
  }

  func redirect(to sinks: UnsafeMutablePointer<Buffer<UInt64>>) { self.sinks = sinks }

  /// Emits every successor of a row; false if the state has to be put off: something isn't known yet,
  /// or (when learning) an id was met that the layout can't hold.
  func expand(_ row: UnsafePointer<UInt64>, fingerprint: UInt64, state: UInt32) -> Bool {
    words.update(from: row, count: rowWords)
    origin.update(from: row, count: rowWords)
    self.fingerprint = fingerprint
    originFingerprint = fingerprint
    parent = UInt64(state)
    generated = 0
    pending.removeAll()
    for rule in initialRules where !apply(rule, argument: 0, next: -1) { return false }
    return true
  }

  /// Shows `visit` every successor of a row with the steps that lead there. For traces: slow.
  func trace(
    _ row: UnsafePointer<UInt64>, fingerprint: UInt64,
    _ visit: @escaping ([RuleApplication], UnsafePointer<UInt64>, UInt64) -> Void
  ) -> Bool {
    isTracing = true
    isPlain = false
    self.visit = visit
    defer { (isTracing, isPlain, self.visit) = (false, canonical == nil, nil) }
    return expand(row, fingerprint: fingerprint, state: 0)
  }

  @inline(__always)
  private func lookUp(_ rule: Int, _ argument: UInt32) -> Int {
    let known = rules[rule].find(words, argument: argument)
    guard known < 0, learns else { return known }
    return knowledge.learn(rule, argument: argument, words) ?? -1
  }

  /// Applies each alternative of a rule, then the calls from `next` on.
  private func apply(_ rule: Int, argument: UInt32, next: Int) -> Bool {
    let index = lookUp(rule, argument)
    guard index >= 0 else { return false }
    let outcome = rules[rule].outcomes[index]
    generated += Int(outcome.stutters)
    if isPlain, !outcome.hasCalls, next < 0 {
      emitAll(rule, outcome)
      return true
    }
    for alternative in Int(outcome.first)..<Int(outcome.first + outcome.count) {
      let chosen = rules[rule].alternatives[alternative]
      rules[rule].toggle(alternative, in: words)
      fingerprint ^= chosen.fingerprint
      let isDone: Bool
      if chosen.calls == 0, next < 0 || next == pending.count, !isTracing {
        emit(next < 0 ? chosen.label : label)
        isDone = true
      } else {
        isDone = descend(rule, argument, chosen, next)
      }
      guard isDone else { return false }
      fingerprint ^= chosen.fingerprint
      rules[rule].toggle(alternative, in: words)
    }
    return true
  }

  /// Emits the alternatives of a rule that calls no other: nothing need be changed back.
  @inline(__always)
  private func emitAll(_ rule: Int, _ outcome: RuleOutcome) {
    generated += Int(outcome.count)
    let touched = rules[rule].words.count
    for alternative in Int(outcome.first)..<Int(outcome.first + outcome.count) {
      let chosen = rules[rule].alternatives[alternative]
      let fingerprint = fingerprint ^ chosen.fingerprint
      let record = sinks[Int(distinction.name(fingerprint) >> Shard.shift)].extend(by: rowWords + 2)
      record[0] = fingerprint
      record[1] = parent | UInt64(chosen.label) << 32
      for word in 0..<rowWords { record[2 + word] = words[word] }
      let deltas = rules[rule].deltas.base + alternative * touched
      for i in 0..<touched { record[2 + rules[rule].words[i]] ^= deltas[i] }
    }
  }

  /// Queues the calls of an alternative and works off the queue.
  private func descend(_ rule: Int, _ argument: UInt32, _ chosen: Alternative, _ next: Int) -> Bool
  {
    let head = next < 0 ? 0 : next
    if next < 0 { label = chosen.label }
    for call in Int(chosen.firstCall)..<Int(chosen.firstCall + chosen.calls) {
      pending.append(rules[rule].calls[call])
    }
    defer { pending.removeLast(Int(chosen.calls)) }
    return resume(head, rule, argument, chosen.label)
  }

  /// The label of the alternative with which the cascade began.
  private var label: UInt32 = 0

  private func resume(_ head: Int, _ rule: Int, _ argument: UInt32, _ label: UInt32) -> Bool {
    if isTracing { steps.append(RuleApplication(rule: rule, argument: argument, label: label)) }
    defer { if isTracing { steps.removeLast() } }
    guard head < pending.count else {
      emit(self.label)
      return true
    }
    let call = pending[head]
    return apply(Int(call.rule), argument: call.argument, next: head + 1)
  }

  @inline(__always)
  private func emit(_ label: UInt32) {
    generated += 1
    if let visit { return visit(steps, words, fingerprint) }
    if fingerprint == originFingerprint, isUnchanged { return }
    if let canonical {
      writeRepresentative(canonical, label)
    } else {
      write(words, fingerprint, label)
    }
  }

  private func writeRepresentative(_ canonical: Canonical, _ label: UInt32) {
    let ids = canonical.representative(of: knowledge.layout.unpack(words))
    // A restart is due: the representative doesn't fit, and nothing produced now will be kept.
    guard !learns || !knowledge.mustRestart else { return }
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: rowWords) { row in
      guard let base = row.baseAddress else { return }
      knowledge.layout.pack(ids, into: base)
      write(base, canonical.fingerprint(of: ids), label)
    }
  }

  private var isUnchanged: Bool {
    for word in 0..<rowWords where words[word] != origin[word] { return false }
    return true
  }

  @inline(__always)
  private func write(_ row: UnsafePointer<UInt64>, _ fingerprint: UInt64, _ label: UInt32) {
    let record = sinks[Int(distinction.name(fingerprint) >> Shard.shift)].extend(by: rowWords + 2)
    record[0] = fingerprint
    record[1] = parent | UInt64(label) << 32
    for word in 0..<rowWords { record[2 + word] = row[word] }
  }
}

/// One rule applied on the way from a state to a successor.
public struct RuleApplication: Sendable, Equatable {
  public var rule: Int
  public var argument: UInt32
  /// The label that the front end gave the alternative.
  public var label: UInt32
}
