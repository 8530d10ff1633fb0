/// Explores a model breadth first, on integers only.
///
/// Each batch of states goes through four phases: workers expand them with what is known; one thread
/// expands those that need something new; workers store the successors, each in its own shard; one
/// thread stores those whose predicates are new. Only the second and the fourth run the front end's
/// code, so that everything is deterministic and nothing of the model has to be thread-safe.
public final class Engine {
  public let options: Options
  public private(set) var statistics = SearchStatistics()
  /// Goals met: the predicate and the first state.
  public private(set) var goals: [Int: UInt32] = [:]
  let knowledge: Knowledge
  let canonical: Canonical?
  private(set) var shards: [Shard]
  private(set) var initial: [[UInt32]] = []
  private let batch = Batch()
  private var bytes = 0
  private var expansions = 0
  private var isGrouped = false
  private var expanders: [Expander] = []
  private let program: Program

  public init(_ program: Program, front: any FrontEnd, options: Options = Options()) {
    self.options = options
    self.program = program
    let knowledge = Knowledge(program, front: front, salt: options.salt)
    self.knowledge = knowledge
    canonical = options.symmetry.map { Canonical($0, knowledge, front: front) }
    shards = (0..<Shard.count).map {
      Shard(
        index: $0, distinction: options.distinction, rowWords: knowledge.layout.words)
    }
  }

  /// Whether a rule was enabled in any state met.
  public func isEverEnabled(_ rule: Int) -> Bool { knowledge.isEverEnabled[rule] }

  /// Searches from these states until one of the endings.
  public func run(from initial: [[UInt32]]) -> SearchEnding {
    start(from: initial)
    while true {
      for shard in shards { shard.advance() }
      if let violation = takeFindings() { return violation }
      guard shards.contains(where: { !$0.level.isEmpty }) else { return .complete }
      statistics.depth += 1
      if let ending = expandLevel() { return ending }
    }
  }

  // MARK: Levels and batches

  private func expandLevel() -> SearchEnding? {
    let slices = Batch.slices(of: shards)
    statistics.unexpanded = slices.reduce(0) { $0 + $1.range.count }
    for first in stride(from: 0, to: slices.count, by: Batch.slices) {
      batch.slices = Array(slices[first..<min(first + Batch.slices, slices.count)])
      expandBatch()
      storeBatch()
      if let ending = conclude() { return ending }
      groupRules()
    }
    return nil
  }

  /// Once footprints have settled; before, and in small spaces, it isn't worth the trouble.
  private func groupRules() {
    guard !isGrouped, statistics.states > 4_000 else { return }
    isGrouped = true
    knowledge.group()
    expanders = []
  }

  /// Produces the successors of a batch; again, if new ids force a new layout.
  private func expandBatch() {
    repeat {
      if knowledge.mustRestart { adoptLayout() }
      if expanders.isEmpty { makeExpanders() }
      batch.clear()
      expandKnown()
      expandPostponed()
    } while knowledge.mustRestart
  }

  private func expandKnown() {
    let waits = canonical?.needsFrontEnd ?? false
    batch.slices.withUnsafeMutableBufferPointer { slices in
      forEach(slices.count, workers: options.workers) { worker, index in
        guard !waits else {
          slices[index].postponed = Array(slices[index].range)
          return
        }
        let expander = expanders[worker]
        expander.redirect(to: batch.sinks(of: index))
        for local in slices[index].range {
          if !expand(local, &slices[index], expander) { slices[index].postponed.append(local) }
        }
      }
    }
  }

  private func expandPostponed() {
    let expander = expanders[options.workers]
    expander.redirect(to: batch.sinks(of: Batch.slices))
    for index in batch.slices.indices {
      for local in batch.slices[index].postponed
      where !expand(local, &batch.slices[index], expander) { return }
    }
  }

  @inline(__always)
  private func expand(_ local: Int, _ slice: inout Slice, _ expander: Expander) -> Bool {
    let shard = shards[slice.shard]
    let isDone = expander.expand(
      shard.row(local, knowledge.layout.words), fingerprint: shard.fingerprint(local),
      state: shard.name(local))
    guard isDone, !knowledge.mustRestart else { return false }
    slice.generated += expander.generated
    if expander.generated == 0 { slice.deadlocks.append(shard.name(local)) }
    return true
  }

  private func storeBatch() {
    let judge = PredicateJudge(knowledge, learns: false, reached: goals)
    forEach(Shard.count, workers: options.workers) { _, index in
      for slice in 0...Batch.slices {
        shards[index].insert(batch.sinks(of: slice)[index], judge)
      }
    }
    storeDeferred()
  }

  private func storeDeferred() {
    let judge = PredicateJudge(knowledge, learns: true, reached: goals)
    var records = Buffer<UInt64>()
    for shard in shards {
      shard.takeDeferred(into: &records)
      shard.insert(records, judge)
    }
  }

  /// Counts what a batch did, and tells whether it ends the search.
  private func conclude() -> SearchEnding? {
    for slice in batch.slices {
      statistics.generated += slice.generated
      statistics.unexpanded -= slice.range.count
    }
    let before = statistics.states
    measure()
    statistics.unexpanded += statistics.states - before
    let ends = batch.slices.lazy.flatMap(\.deadlocks)
    if let state = ends.first(where: isForbidden) { return .deadlock(state: state) }
    return takeFindings() ?? overBudget()
  }

  /// Whether a state without successors, of the level at hand, ends the search.
  func isForbidden(_ state: UInt32) -> Bool {
    guard case .forbidden(let expected) = options.deadlock else { return false }
    guard let expected else { return true }
    let (shard, local) = locate(state)
    let row = shard.row(local, knowledge.layout.words)
    return !PredicateJudge(knowledge, learns: true).holds(expected, row)
  }

  private func measure() {
    statistics.states = shards.reduce(0) { $0 + $1.count }
    statistics.evaluations = knowledge.evaluations
    statistics.outcomes = knowledge.outcomes
    bytes = shards.reduce(batch.bytes + knowledge.bytes) { $0 + $1.bytes }
    statistics.peakBytes = max(statistics.peakBytes, bytes)
  }

  func overBudget() -> SearchEnding? {
    let isFull = shards.contains { $0.count > Shard.maximumCount }
    if statistics.states >= options.stateBudget || isFull { return .outOfStates }
    return bytes >= options.memoryBudget ? .outOfMemory : nil
  }

  /// Counts an expansion of the depth-first search. Sizes are measured now and then: it takes longer
  /// than an expansion.
  func count(_ generated: Int) {
    statistics.generated += generated
    statistics.states = shards.reduce(0) { $0 + $1.count }
    expansions += 1
    if expansions % 1024 == 0 { measure() }
  }

  func note(depth: Int, unexpanded: Int) {
    statistics.depth = max(statistics.depth, depth)
    statistics.unexpanded = unexpanded
  }

  func takeFindings() -> SearchEnding? {
    var violation: SearchEnding?
    for shard in shards {
      for finding in shard.findings {
        switch program.predicates[finding.predicate] {
        case .goal:
          if goals[finding.predicate] == nil { goals[finding.predicate] = finding.state }
        case .invariant, .constraint, .observed:
          violation =
            violation ?? .violation(predicate: finding.predicate, state: finding.state)
        }
      }
      shard.forgetFindings()
    }
    return violation
  }

  // MARK: Setting up

  func start(from initial: [[UInt32]]) {
    self.initial = initial
    var rows = initial
    for row in rows { for (position, id) in row.enumerated() { knowledge.admit(id, at: position) } }
    if let canonical { rows = rows.map(canonical.representative(of:)) }
    adoptLayout()
    let judge = PredicateJudge(knowledge, learns: true)
    batch.clear()
    for row in rows { append(row) }
    for (index, shard) in shards.enumerated() { shard.insert(batch.sinks[index], judge) }
    statistics.generated = initial.count
    measure()
  }

  /// The ids of a stored state; exact mode only.
  public func ids(of state: UInt32) -> [UInt32] {
    let (shard, local) = locate(state)
    return knowledge.layout.unpack(shard.row(local, knowledge.layout.words))
  }

  private func append(_ ids: [UInt32]) {
    let words = knowledge.layout.words
    let fingerprint = fingerprint(of: ids)
    let shard = Int(options.distinction.name(fingerprint) >> Shard.shift)
    let record = batch.sinks[shard].extend(by: words + 2)
    record[0] = fingerprint
    record[1] = UInt64(Engine.noParent)
    knowledge.layout.pack(ids, into: record + 2)
  }

  static let noParent = UInt32.max

  func fingerprint(of ids: [UInt32]) -> UInt64 {
    ids.enumerated().reduce(0) {
      $0 ^ Fingerprint.share(position: $1.offset, id: $1.element, salt: options.salt)
    }
  }

  /// Follows ids that have outgrown their fields.
  func adoptLayout() {
    let old = knowledge.layout
    knowledge.widen()
    for shard in shards { shard.adopt(knowledge.layout, from: old) }
    expanders = []
  }

  func learningExpander() -> Expander {
    if expanders.isEmpty { makeExpanders() }
    return expanders[options.workers]
  }

  /// One for each worker, and one that learns.
  private func makeExpanders() {
    expanders = (0...options.workers).map { index in
      Expander(
        knowledge, canonical: canonical, distinction: options.distinction,
        learns: index == options.workers,
        sinks: batch.sinks)
    }
  }
}
