/// The pending timers of a node: a set that remembers the order in which they were set.
///
/// Two are equal if the same timers are pending. They are few, so that a search along the row is faster
/// than hashing.
public struct PendingTimers<Timer: Hashable & Sendable>: Sendable {
  /// Each pending timer once; one that was set again keeps its place.
  public private(set) var all: [Timer] = []

  public init(_ timers: [Timer] = []) {
    for timer in timers { insert(timer) }
  }

  public var isEmpty: Bool { all.isEmpty }

  public func contains(_ timer: Timer) -> Bool { all.contains(timer) }

  mutating func insert(_ timer: Timer) {
    if !all.contains(timer) { all.append(timer) }
  }

  /// Whether it was pending.
  @discardableResult
  mutating func remove(_ timer: Timer) -> Bool {
    guard let index = all.firstIndex(of: timer) else { return false }
    all.remove(at: index)
    return true
  }

  mutating func removeAll() { all = [] }
}

extension PendingTimers: Hashable {
  public static func == (left: Self, right: Self) -> Bool {
    left.all.count == right.all.count && left.all.allSatisfy(right.all.contains)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(all.count)
    hasher.combine(all.reduce(0) { $0 ^ $1.hashValue })
  }
}
