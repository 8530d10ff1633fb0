/// Linearizability of a register whose writes and appends are told apart by their values.
///
/// Gibbons and Korach, "Testing Shared Memories" (1997): a value's write with its reads is a *cluster*,
/// and all of a cluster must take effect without another write in between. Let a cluster's *zone* lie between
/// the first response and the last invocation among its calls. If the response comes first, the register
/// holds the value through all of the zone (it is *forward*); else all the calls overlap each other, and the
/// cluster can take effect at any one moment of the zone (*backward*). So a history is linearizable if and
/// only if each read has its write, invoked before the read returns; no two forward zones overlap; and no
/// backward zone lies within a forward one. The other direction is `order(_:)`, which builds the order.
///
/// With appends, what a read finds tells in which order its text was put together. So a cluster is a
/// write with the appends that somebody found after it, and with all reads of what they made; these
/// calls have an order of their own, and the cluster can take effect if none of them returns before an
/// earlier one is invoked. An append that no read shows is a cluster by itself: it hides nothing, but
/// may not come in between.
///
/// Linear in the calls, which come sorted by time. (Lee and Mathur, "Efficient Decrease-and-Conquer
/// Linearizability Monitoring", 2025, arXiv:2410.04581, come to O(n log n) for registers and more objects.)
struct UniqueWrites {
  /// Why the calls contradict each other, by their places in `calls`.
  enum Violation: Error {
    /// A read of what nobody wrote.
    case outOfNowhere(Int)
    /// The first comes before the second in the life of one value, and was invoked after it had returned.
    case reversed(Int, Int)
    /// Two that found the same append after different beginnings, or different ones after the same.
    case apart(Int, Int)
    /// Two values, each of which the register must hold when it holds the other.
    case overlap([Int], [Int])
    /// The first value can only be held while the register must hold the second.
    case enclosed([Int], within: [Int])
  }

  /// What is known of a cluster.
  struct Cluster {
    var firstResponse = Call.never
    var lastInvocation: Int32 = -1
    /// Whose they are.
    var first: Int32 = -1
    var last: Int32 = -1
    /// The position after which its calls take effect.
    var gap: Int32 = -1

    var isForward: Bool { firstResponse < lastInvocation }
  }

  /// The clusters, and the calls of each in the order in which they take effect.
  struct Placement {
    var clusters: [Cluster]
    var starts: [Int32]
    var members: [Int32]

    func calls(of cluster: Int) -> ArraySlice<Int32> {
      members[Int(starts[cluster])..<Int(starts[cluster + 1])]
    }
  }

  /// In the order of their invocations; reads that nobody answered are left out.
  let calls: [RegisterCall]
  let versions: Versions
  let eventCount: Int
  /// For how many appends there must be clusters.
  let appendCount: Int

  init(calls: [RegisterCall], versions: Versions, eventCount: Int) {
    self.calls = calls
    self.versions = versions
    self.eventCount = eventCount
    appendCount = calls.contains { $0.kind == .append } ? calls.count : 0
  }

  /// Finds a violation in the history as it was just after the event at `position`, or gives each cluster
  /// its place.
  func place(through position: Int32 = Call.never - 1) throws(Violation) -> Placement {
    let homes = try homes(through: position)
    var placement = gather(homes, position)
    try measure(&placement, homes, position)
    try findGaps(&placement)
    return placement
  }

  /// The calls that take effect, each with the position of the event after which it does.
  ///
  /// Cluster after cluster by their gaps. In a forward cluster each call stands at its own invocation,
  /// at that of a call before it, or just before the first response, whichever is latest; all of a
  /// backward cluster stands at its gap, which its calls have in common.
  func order(_ placement: Placement) -> [(call: Int32, point: Int32)] {
    var result: [(call: Int32, point: Int32)] = []
    result.reserveCapacity(placement.members.count)
    for cluster in byGap(placement) {
      let known = placement.clusters[Int(cluster)]
      var point = known.gap
      for call in placement.calls(of: Int(cluster)) {
        if known.isForward { point = max(point, calls[Int(call)].invoked) }
        result.append((call, point))
      }
    }
    return result
  }
}
