extension UniqueWrites {
  /// Finds the zones, and whether real time allows the order within each cluster.
  func measure(
    _ placement: inout Placement, _ homes: Homes, _ position: Int32
  ) throws(Violation) {
    for number in placement.clusters.indices {
      let members = placement.calls(of: number)
      guard !members.isEmpty else { continue }
      var cluster = Cluster()
      if number == 0 { cluster.firstResponse = -1 }
      // The call that was invoked last among those at earlier places, and at the present one.
      var (earlier, present) = (Int32(-1), Int32(-1))
      var place: Int32 = -1
      for member in members {
        let call = calls[Int(member)]
        let own =
          homes.place.isEmpty ? (call.kind == .read ? 1 : 0) : homes.place[Int(member)]
        if own != place { (earlier, place) = (later(earlier, present), own) }
        present = later(present, member)
        if call.returned <= position {
          if earlier >= 0, calls[Int(earlier)].invoked > call.returned {
            throw .reversed(Int(earlier), Int(member))
          }
          if call.returned < cluster.firstResponse {
            (cluster.firstResponse, cluster.first) = (call.returned, member)
          }
        }
        if call.invoked > cluster.lastInvocation {
          (cluster.lastInvocation, cluster.last) = (call.invoked, member)
        }
      }
      placement.clusters[number] = cluster
    }
  }

  private func later(_ one: Int32, _ other: Int32) -> Int32 {
    guard one >= 0, other >= 0 else { return max(one, other) }
    return calls[Int(one)].invoked > calls[Int(other)].invoked ? one : other
  }

  /// Looks for zones that are in each other's way; gives each cluster its gap.
  func findGaps(_ placement: inout Placement) throws(Violation) {
    // The forward cluster that was entered last.
    var current: Int32 = -1
    for number in byStart(placement) {
      let cluster = placement.clusters[Int(number)]
      let before = current < 0 ? nil : placement.clusters[Int(current)]
      let end = before?.lastInvocation ?? -2
      if cluster.isForward {
        if cluster.firstResponse < end {
          throw .overlap(marks(of: current, placement), marks(of: number, placement))
        }
        current = number
        placement.clusters[Int(number)].gap = cluster.firstResponse - 1
      } else if cluster.lastInvocation < end {
        guard cluster.firstResponse > end else {
          throw .enclosed(marks(of: number, placement), within: marks(of: current, placement))
        }
        placement.clusters[Int(number)].gap = end
      } else {
        placement.clusters[Int(number)].gap = cluster.lastInvocation
      }
    }
  }

  /// The calls that make a cluster's zone.
  private func marks(of cluster: Int32, _ placement: Placement) -> [Int] {
    let known = placement.clusters[Int(cluster)]
    let write = placement.calls(of: Int(cluster)).first ?? -1
    return [write, known.first, known.last].filter { $0 >= 0 }.map(Int.init)
  }

  /// The clusters in the order in which their zones begin; calls that nobody saw take effect are left out.
  private func byStart(_ placement: Placement) -> [Int32] {
    sorted(placement) { min($0.firstResponse, $0.lastInvocation) + 1 }
  }

  /// The clusters by gap; in the same gap the backward ones first, because a forward one goes on after it.
  func byGap(_ placement: Placement) -> [Int32] {
    sorted(placement) { 2 * ($0.gap + 2) + ($0.isForward ? 1 : 0) }
  }

  /// By counting, unless there are many more events than clusters; stable.
  private func sorted(_ placement: Placement, by key: (Cluster) -> Int32) -> [Int32] {
    var keys: [(key: Int32, cluster: Int32)] = []
    for (number, cluster) in placement.clusters.enumerated()
    where cluster.firstResponse != Call.never {
      keys.append((key(cluster), Int32(number)))
    }
    let limit = 2 * (eventCount + 3)
    guard limit < 16 * keys.count else {
      return keys.sorted { ($0.key, $0.cluster) < ($1.key, $1.cluster) }.map(\.cluster)
    }
    var places = Array(repeating: Int32(0), count: limit + 1)
    for (key, _) in keys { places[Int(key) + 1] += 1 }
    for key in 0..<limit { places[key + 1] += places[key] }
    var result = Array(repeating: Int32(0), count: keys.count)
    for (key, cluster) in keys {
      result[Int(places[Int(key)])] = cluster
      places[Int(key)] += 1
    }
    return result
  }
}
