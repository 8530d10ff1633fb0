// Generated from Solutions/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 4cf9053e9b993553

#sourceLocation(file: "Solutions/06-consistency.md", line: 1169)
/// What a client has seen and written so far.
public struct CausalContext: Hashable, Sendable {
  /// By replica: how many of its updates.
  fileprivate var seen: [Int: Int] = [:]

  /// A client that has seen nothing.
  public init() {}

  fileprivate mutating func add(_ update: CausalUpdate) {
    let replica = update.stamp.replica
    seen[replica] = max(seen[replica, default: 0], update.number)
  }
}

/// What a replica tells the others about a write.
public struct CausalUpdate: Hashable, Sendable {
  public let key: String
  public let value: String
  fileprivate let stamp: Stamp
  /// Counts the updates of its replica from 1.
  fileprivate let number: Int
  /// By replica: how many of its updates come before this one.
  fileprivate let needed: [Int: Int]
}

/// A Lamport clock's time, and the replica to tell equal times apart.
private struct Stamp: Hashable, Comparable, Sendable {
  var time: Int
  var replica: Int

  static func < (left: Stamp, right: Stamp) -> Bool {
    (left.time, left.replica) < (right.time, right.replica)
  }
}

/// A replica of a key-value store that is causally consistent, always answers
/// at once, and agrees with the others when all have heard the same.
///
/// Clients stay with their replica; each brings its context along.
///
/// Our solution has 51 lines.
public struct CausalReplica: Sendable {
  private let replica: Int
  private var time = 0
  private var winners: [String: CausalUpdate] = [:]
  /// By replica: how many of its updates are shown here.
  private var applied: [Int: Int] = [:]
  private var waiting: [CausalUpdate] = []

  /// - Parameter replica: the replica's own number; no other has it.
  public init(replica: Int) { self.replica = replica }

  /// Writes, at once and without asking anybody.
  ///
  /// Returns what the other replicas are to be told. A replica must not show
  /// it to anybody before it shows everything that the client has seen or
  /// written until now; but what the client has not seen delays it only if the
  /// same replica sent it.
  public mutating func put(
    _ value: String, for key: String, context: inout CausalContext
  ) -> CausalUpdate {
    let update = CausalUpdate(
      key: key, value: value, stamp: Stamp(time: time + 1, replica: replica),
      number: applied[replica, default: 0] + 1, needed: context.seen)
    apply(update)
    context.add(update)
    return update
  }

  /// The value that won among the writes that may be shown here; nil if there
  /// is none.
  ///
  /// A write wins over all that its client's context knew of. Between writes
  /// that knew nothing of one another, all replicas choose alike.
  public func get(_ key: String, context: inout CausalContext) -> String? {
    guard let winner = winners[key] else { return nil }
    context.add(winner)
    return winner.value
  }

  /// Takes in what another replica tells: in any order, and perhaps twice.
  public mutating func replicate(_ update: CausalUpdate) {
    guard !isApplied(update), !waiting.contains(update) else { return }
    waiting.append(update)
    while let index = waiting.firstIndex(where: isReady) {
      apply(waiting.remove(at: index))
    }
  }

  /// How many updates have come that may not be shown yet, each counted once.
  public var waitingCount: Int { waiting.count }

  private func isApplied(_ update: CausalUpdate) -> Bool {
    update.number <= applied[update.stamp.replica, default: 0]
  }

  private func isReady(_ update: CausalUpdate) -> Bool {
    update.number == applied[update.stamp.replica, default: 0] + 1
      && update.needed.allSatisfy { applied[$0.key, default: 0] >= $0.value }
  }

  private mutating func apply(_ update: CausalUpdate) {
    applied[update.stamp.replica] = update.number
    time = max(time, update.stamp.time)
    guard let winner = winners[update.key] else {
      winners[update.key] = update
      return
    }
    if winner.stamp < update.stamp { winners[update.key] = update }
  }
}
#sourceLocation()
