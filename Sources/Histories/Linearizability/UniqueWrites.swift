/// A read or a write of a register that is written no value twice.
struct RegisterCall {
  var entry: Int32
  /// The value, by number; 0 is the initial one.
  var value: Int32
  var isWrite: Bool
  var invoked: Int32
  var returned: Int32
}

/// Linearizability of a register whose writes are told apart by their values.
///
/// Gibbons and Korach, "Testing Shared Memories" (1997): a value's write with its reads is a *cluster*,
/// and all of a cluster must take effect without another write in between. Let a cluster's *zone* lie between
/// the first response and the last invocation among its calls. If the response comes first, the register
/// holds the value through all of the zone (it is *forward*); else all the calls overlap each other, and the
/// cluster can take effect at any one moment of the zone (*backward*). So a history is linearizable if and
/// only if each read has its write, invoked before the read returns; no two forward zones overlap; and no
/// backward zone lies within a forward one. The other direction is `order(_:)`, which builds the order.
///
/// Linear in the calls, which come sorted by time. (Lee and Mathur, "Efficient Decrease-and-Conquer
/// Linearizability Monitoring", 2025, arXiv:2410.04581, come to O(n log n) for registers and more objects.)
struct UniqueWrites {
  enum Violation: Error {
    /// A read of a value that nobody had begun to write when it returned.
    case outOfNowhere(read: Int)
    /// Two values, each of which the register must hold when it holds the other.
    case overlap(Int32, Int32)
    /// The first value can only be held while the register must hold the second.
    case enclosed(Int32, within: Int32)
  }

  struct Cluster {
    /// The index of the write among the calls; -1 while there is none, -2 for the initial value.
    var write = -1
    var firstResponse = Call.never
    var lastInvocation: Int32 = -1
    var reads = 0
    /// The position after which its calls take effect.
    var gap: Int32 = -1

    var isForward: Bool { firstResponse < lastInvocation }
  }

  let calls: [RegisterCall]
  let valueCount: Int
  let eventCount: Int

  /// Groups the calls by value, as far as they had come just after the event at `position`.
  private func clusters(through position: Int32) throws(Violation) -> [Cluster] {
    var clusters = Array(repeating: Cluster(), count: valueCount)
    clusters[0].write = -2
    clusters[0].firstResponse = -1
    for (index, call) in calls.enumerated() where call.invoked <= position {
      let isAnswered = call.returned <= position
      guard call.isWrite || isAnswered else { continue }
      let value = Int(call.value)
      if call.isWrite { clusters[value].write = index } else { clusters[value].reads += 1 }
      clusters[value].lastInvocation = max(clusters[value].lastInvocation, call.invoked)
      if isAnswered {
        clusters[value].firstResponse = min(clusters[value].firstResponse, call.returned)
      }
    }
    for (index, call) in calls.enumerated()
    where !call.isWrite && call.returned <= position && !hasWrite(call, clusters) {
      throw .outOfNowhere(read: index)
    }
    return clusters
  }

  private func hasWrite(_ read: RegisterCall, _ clusters: [Cluster]) -> Bool {
    let write = clusters[Int(read.value)].write
    return write == -2 || write >= 0 && calls[write].invoked < read.returned
  }

  /// Finds a violation in the history as it was just after the event at `position`, or gives each cluster
  /// its place.
  func place(through position: Int32 = Call.never - 1) throws(Violation) -> [Cluster] {
    var clusters = try clusters(through: position)
    let zones = zonesByStart(clusters)
    // The forward zone that was entered last.
    var current: (value: Int32, end: Int32)?
    for value in zones {
      let cluster = clusters[Int(value)]
      if cluster.isForward {
        if let current, cluster.firstResponse < current.end {
          throw .overlap(current.value, value)
        }
        current = (value, cluster.lastInvocation)
        clusters[Int(value)].gap = cluster.firstResponse - 1
      } else if let current, cluster.lastInvocation < current.end {
        guard cluster.firstResponse > current.end else {
          throw .enclosed(value, within: current.value)
        }
        clusters[Int(value)].gap = current.end
      } else {
        clusters[Int(value)].gap = cluster.lastInvocation
      }
    }
    return clusters
  }

  /// The values in the order in which their zones begin; writes that nobody saw end are left out.
  private func zonesByStart(_ clusters: [Cluster]) -> [Int32] {
    var starting = Array(repeating: Int32(-1), count: eventCount + 1)
    for (value, cluster) in clusters.enumerated() where cluster.firstResponse != Call.never {
      if value == 0, cluster.reads == 0 { continue }
      starting[Int(min(cluster.firstResponse, cluster.lastInvocation)) + 1] = Int32(value)
    }
    return starting.filter { $0 >= 0 }
  }

  /// The calls that take effect, each with the position of the event after which it does.
  ///
  /// Cluster after cluster by their gaps, the write first. In a forward cluster the write stands just before
  /// the first response, each read there or right after its own invocation, whichever is later; all of a
  /// backward cluster stands at its gap, which its calls have in common.
  func order(_ clusters: [Cluster]) -> [(call: Int32, point: Int32)] {
    var result: [(call: Int32, point: Int32)] = []
    let reads = readsByValue(clusters)
    for value in valuesByGap(clusters) {
      let cluster = clusters[Int(value)]
      if cluster.write >= 0 { result.append((Int32(cluster.write), cluster.gap)) }
      for read in reads.calls[reads.first[Int(value)]..<reads.first[Int(value) + 1]] {
        let point = cluster.isForward ? max(cluster.gap, calls[Int(read)].invoked) : cluster.gap
        result.append((read, point))
      }
    }
    return result
  }

  /// The values by gap; in the same gap the backward ones first, because a forward one goes on after it.
  private func valuesByGap(_ clusters: [Cluster]) -> [Int32] {
    var first = Array(repeating: Int32(-1), count: 2 * (eventCount + 2))
    var next = Array(repeating: Int32(-1), count: clusters.count)
    for (value, cluster) in clusters.enumerated().reversed()
    where cluster.firstResponse != Call.never && (value > 0 || cluster.reads > 0) {
      let bucket = 2 * (Int(cluster.gap) + 2) + (cluster.isForward ? 1 : 0)
      next[value] = first[bucket]
      first[bucket] = Int32(value)
    }
    var values: [Int32] = []
    for bucket in first {
      var value = bucket
      while value >= 0 {
        values.append(value)
        value = next[Int(value)]
      }
    }
    return values
  }

  /// The answered reads by value, and in order of invocation for each.
  private func readsByValue(_ clusters: [Cluster]) -> (first: [Int], calls: [Int32]) {
    var first = [0]
    for cluster in clusters { first.append((first.last ?? 0) + cluster.reads) }
    var free = first
    var reads = Array(repeating: Int32(0), count: first.last ?? 0)
    for (index, call) in calls.enumerated() where !call.isWrite && call.returned != Call.never {
      reads[free[Int(call.value)]] = Int32(index)
      free[Int(call.value)] += 1
    }
    return (first, reads)
  }
}
