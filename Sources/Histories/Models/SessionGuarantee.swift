/// What a client may rely on although it talks to a different replica each time.
///
/// Terry, Demers, Petersen, Spreitzer, Theimer and Welch, "Session Guarantees for Weakly Consistent
/// Replicated Data" (1994). They speak of what replicas hold; from outside, a guarantee is seen to be broken
/// where a read returns a version that is older than one which its session must know. Older than all is
/// the initial value; apart from it, the versions of one writer are ordered as it wrote them.
public enum SessionGuarantee: Hashable, Sendable, CaseIterable {
  /// A session knows what it wrote.
  case readYourWrites
  /// A session knows what it read.
  case monotonicReads
  /// Who knows a write knows what its writer wrote before.
  case monotonicWrites
  /// Who knows a write knows what its writer had read before; and that it is newer.
  case writesFollowReads
}

extension SessionGuarantee: CustomStringConvertible {
  public var description: String {
    switch self {
    case .readYourWrites: "read your writes"
    case .monotonicReads: "monotonic reads"
    case .monotonicWrites: "monotonic writes"
    case .writesFollowReads: "writes follow reads"
    }
  }
}

/// Looks for a read that forgets what a guarantee makes its session know.
///
/// Each session is walked once, and learns once from each write that it finds: quadratic in accesses at
/// worst.
struct SessionCheck {
  let history: ReadsAndWrites
  let guarantee: SessionGuarantee

  init(_ history: ReadsAndWrites, _ guarantee: SessionGuarantee) {
    self.history = history
    self.guarantee = guarantee
  }

  var violation: ModelViolation? {
    if let violation = history.thinAirRead { return violation }
    for own in history.clients {
      var session = Session(check: self)
      for access in own {
        if let violation = session.add(access) { return violation }
      }
    }
    return nil
  }
}

/// What one session must know, as it goes on.
private struct Session {
  /// A write that the session must know, and the access from which it knows.
  struct Knowledge {
    var write: Int
    var from: Int
  }

  private struct Place: Hashable {
    var key: Int
    var client: Int
  }

  private let history: ReadsAndWrites
  private let guarantee: SessionGuarantee
  /// For each key the last write known of each client.
  private var known: [Place: Knowledge] = [:]
  /// For each key the first write known of all.
  private var first: [Int: Knowledge] = [:]
  /// Writes that a known one has overwritten, by causality.
  private var overwritten: [Int: Knowledge] = [:]
  /// For each client how many of its accesses have been learnt from.
  private var learnt: [Int: Int] = [:]
  private var found: Set<Int> = []

  init(check: SessionCheck) {
    history = check.history
    guarantee = check.guarantee
  }

  /// Goes on by one access: judges a read, then learns from it.
  mutating func add(_ index: Int) -> ModelViolation? {
    let access = history.accesses[index]
    guard !access.isWrite else {
      if guarantee == .readYourWrites, access.completed != nil { know(index, from: index) }
      return nil
    }
    if let violation = judge(index) { return violation }
    guard case .write(let source) = access.source else { return nil }
    if guarantee == .monotonicReads { know(source, from: index) }
    let isOwn = history.accesses[source].client == access.client
    if !isOwn, found.insert(source).inserted { learn(from: source, by: index) }
    return nil
  }

  // MARK: - Judging

  private func judge(_ read: Int) -> ModelViolation? {
    let access = history.accesses[read]
    guard case .write(let source) = access.source else {
      return first[access.key].map { forgotten($0, read, "the initial value") }
    }
    let value = "what \(history.name(source)) wrote"
    if let newer = overwritten[source] { return forgotten(newer, read, value) }
    let place = Place(key: access.key, client: history.accesses[source].client)
    guard let newer = known[place],
      history.accesses[source].precedes(history.accesses[newer.write])
    else { return nil }
    return forgotten(newer, read, value)
  }

  private func forgotten(_ newer: Knowledge, _ read: Int, _ value: String) -> ModelViolation {
    let source = newer.from == newer.write ? "" : " from \(history.name(newer.from))"
    return history.violation(
      .sessionForgets, [newer.write, newer.from, read],
      [
        "\(guarantee) is broken: \(history.name(read)) found \(value), though its session knew of "
          + "\(history.name(newer.write))\(source)"
      ])
  }

  // MARK: - Learning

  private mutating func know(_ write: Int, from source: Int) {
    let access = history.accesses[write]
    let knowledge = Knowledge(write: write, from: source)
    let place = Place(key: access.key, client: access.client)
    if first[access.key] == nil { first[access.key] = knowledge }
    // What nobody confirmed has no successors: it hides nothing that is confirmed.
    let isReplaced = known[place].map {
      let last = history.accesses[$0.write]
      return last.completed == nil || last.precedes(access)
    }
    if isReplaced ?? true { known[place] = knowledge }
  }

  /// Learns what the writer of a write had done before it, as far as the guarantee says.
  private mutating func learn(from write: Int, by read: Int) {
    let access = history.accesses[write]
    let own = history.clients[access.client]
    let start = learnt[access.client, default: 0]
    learnt[access.client] = max(start, access.number)
    for earlier in own[min(start, access.number)..<access.number] {
      let before = history.accesses[earlier]
      guard before.precedes(access) else { continue }
      switch (guarantee, before.source) {
      case (.monotonicWrites, _) where before.isWrite: know(earlier, from: read)
      case (.writesFollowReads, .write(let source)) where !before.isWrite:
        know(source, from: read)
        overtake(source, from: read)
      default: break
      }
    }
    if guarantee == .monotonicWrites { inOrder(write, from: read) }
    if guarantee == .writesFollowReads { overtake(write, from: read) }
  }

  /// The earlier writes of the same writer to the same key are older than this one, although the guarantee
  /// alone doesn't make the session know this one.
  private mutating func inOrder(_ write: Int, from read: Int) {
    let access = history.accesses[write]
    for earlier in history.clients[access.client].prefix(access.number) {
      let before = history.accesses[earlier]
      guard before.isWrite, before.key == access.key, before.precedes(access) else { continue }
      if overwritten[earlier] == nil {
        overwritten[earlier] = Knowledge(write: write, from: read)
      }
    }
  }

  /// What the writer of a write had read of the same key is older than the write.
  private mutating func overtake(_ write: Int, from read: Int) {
    let access = history.accesses[write]
    for earlier in history.clients[access.client].prefix(access.number) {
      let before = history.accesses[earlier]
      guard case .write(let source) = before.source, !before.isWrite, before.key == access.key,
        before.precedes(access), overwritten[source] == nil
      else { continue }
      overwritten[source] = Knowledge(write: write, from: read)
    }
  }
}
