/// What a node finds on its disk after a crash: the log, slot by slot.
public struct StableLog<Record: Hashable & Sendable>: Hashable, Sendable {
  public enum Slot: Hashable, Sendable {
    case whole(Record)
    /// A record that was half written: its checksum doesn't match.
    case torn
  }

  public var slots: [Slot]

  public init(slots: [Slot] = []) { self.slots = slots }

  public init(_ records: [Record]) { slots = records.map { .whole($0) } }

  /// The records before the first torn slot: what can be trusted to be in order and complete.
  public var records: [Record] {
    var records: [Record] = []
    for case .whole(let record) in slots.prefix(while: { $0 != .torn }) { records.append(record) }
    return records
  }

  /// Whether a slot is torn. It stays where it is, in the middle of what is appended later, until the
  /// node rewrites its log.
  public var isTorn: Bool { slots.contains(.torn) }
}

/// A node's disk, as the driver sees it: what is surely there, and what may not survive a crash.
///
/// Writes reach the disk in order, so that a prefix of the unsynced ones survives; the first that
/// doesn't survive may leave a torn slot, if it is an append. A rewrite is atomic, as writing a new file
/// and renaming it is.
public struct StableStorage<Record: Hashable & Sendable>: Hashable, Sendable {
  public enum Write: Hashable, Sendable {
    case append(Record)
    case rewrite([Record])
  }

  /// What survives every crash.
  public private(set) var synced = StableLog<Record>()
  /// What was written after the last sync, in order.
  public private(set) var unsynced: [Write] = []

  public init() {}

  public mutating func append(_ record: Record) { unsynced.append(.append(record)) }
  public mutating func rewrite(_ records: [Record]) { unsynced.append(.rewrite(records)) }

  public mutating func sync() {
    for write in unsynced { synced.apply(write) }
    unsynced.removeAll(keepingCapacity: true)
  }

  /// A crash: the first `kept` unsynced writes survive; the next one is torn if `tearing` and if it
  /// is an append. What then is on the disk is there to stay.
  public mutating func crash(keeping kept: Int, tearing: Bool) {
    precondition(
      (0...unsynced.count).contains(kept), "keeping \(kept) of \(unsynced.count) unsynced writes")
    for write in unsynced.prefix(kept) { synced.apply(write) }
    if tearing, kept < unsynced.count, case .append = unsynced[kept] { synced.slots.append(.torn) }
    unsynced = []
  }

  /// Every way in which a crash can go, without those that leave the same log.
  public var crashOutcomes: [StableLog<Record>] {
    var outcomes: [StableLog<Record>] = []
    for kept in 0...unsynced.count {
      for tearing in [false, true] {
        var copy = self
        copy.crash(keeping: kept, tearing: tearing)
        if !outcomes.contains(copy.synced) { outcomes.append(copy.synced) }
      }
    }
    return outcomes
  }
}

extension StableLog {
  fileprivate mutating func apply(_ write: StableStorage<Record>.Write) {
    switch write {
    case .append(let record): slots.append(.whole(record))
    case .rewrite(let records): slots = records.map { .whole($0) }
    }
  }
}
