extension UniqueWrites {
  /// For each call its cluster and its place in it. A cluster has the number of its root, or one of an
  /// append's own.
  struct Homes {
    var cluster: [Int32] = []
    var place: [Int32] = []
    var count = 0
  }

  func homes(through position: Int32) throws(Violation) -> Homes {
    var homes = Homes(cluster: calls.map(\.version), count: versions.count + appendCount)
    let longest = try longest(through: position)
    guard appendCount > 0 else { return homes }
    let found = try found(longest, position)
    homes.place = Array(repeating: 0, count: calls.count)
    for (index, call) in calls.enumerated() {
      if call.version >= 0, call.returned <= position, !found.isOnChain[Int(call.version)] {
        throw .apart(index, Int(longest[Int(versions.root[Int(call.version)])]))
      }
      let version = call.kind == .append ? found.made[index] : call.version
      guard version >= 0 else {
        homes.cluster[index] = Int32(versions.count + index)
        continue
      }
      homes.cluster[index] = versions.root[Int(version)]
      homes.place[index] = 2 * versions.depth[Int(version)] + (call.kind == .read ? 1 : 0)
    }
    return homes
  }

  /// For each root the call that found the longest of its versions; -1 where none did.
  private func longest(through position: Int32) throws(Violation) -> [Int32] {
    var longest = Array(repeating: Int32(-1), count: versions.count)
    for (index, call) in calls.enumerated() where call.returned <= position && call.kind != .write {
      guard call.version >= 0 else {
        if call.version == RegisterCall.impossible { throw .outOfNowhere(index) }
        continue
      }
      let root = Int(versions.root[Int(call.version)])
      guard isMade(versions.maker[root], by: position) else { throw .outOfNowhere(index) }
      let known = longest[root]
      let length = versions.depth[Int(call.version)]
      if known < 0 || length > versions.depth[Int(calls[Int(known)].version)] {
        longest[root] = Int32(index)
      }
    }
    return longest
  }

  /// Whether what a call makes can be there just after the event at `position`.
  private func isMade(_ maker: Int32, by position: Int32) -> Bool {
    maker == Versions.initial || maker >= 0 && calls[Int(maker)].invoked <= position
  }

  /// For each append the version that it makes, as far as somebody found it, or -1; and which versions the
  /// longest ones grew from.
  private func found(
    _ longest: [Int32], _ position: Int32
  ) throws(Violation) -> (made: [Int32], isOnChain: [Bool]) {
    var made = Array(repeating: Int32(-1), count: calls.count)
    var isOnChain = versions.parent.map { $0 < 0 }
    for finder in longest where finder >= 0 {
      var version = calls[Int(finder)].version
      while versions.parent[Int(version)] >= 0 {
        let maker = Int(versions.maker[Int(version)])
        guard isMade(Int32(maker), by: position) else { throw .outOfNowhere(Int(finder)) }
        guard made[maker] < 0 else {
          throw .apart(Int(finder), Int(longest[Int(versions.root[Int(made[maker])])]))
        }
        made[maker] = version
        isOnChain[Int(version)] = true
        version = versions.parent[Int(version)]
      }
    }
    return (made, isOnChain)
  }

  /// Groups the calls by cluster, as far as they had come just after the event at `position`.
  func gather(_ homes: Homes, _ position: Int32) -> Placement {
    var starts = Array(repeating: Int32(0), count: homes.count + 1)
    func isKnown(_ call: RegisterCall) -> Bool {
      call.invoked <= position && (call.kind != .read || call.returned <= position)
    }
    for (index, call) in calls.enumerated() where isKnown(call) {
      starts[Int(homes.cluster[index]) + 1] += 1
    }
    for cluster in 0..<homes.count { starts[cluster + 1] += starts[cluster] }
    var free = starts
    var members = Array(repeating: Int32(0), count: Int(starts[homes.count]))
    for takesReads in [false, true] {
      for (index, call) in calls.enumerated()
      where (call.kind == .read) == takesReads && isKnown(call) {
        let cluster = Int(homes.cluster[index])
        members[Int(free[cluster])] = Int32(index)
        free[cluster] += 1
      }
    }
    if !homes.place.isEmpty { Self.sort(&members, starts, homes.place) }
    return Placement(
      clusters: Array(repeating: Cluster(), count: homes.count), starts: starts, members: members)
  }

  private static func sort(_ members: inout [Int32], _ starts: [Int32], _ place: [Int32]) {
    for cluster in 0..<starts.count - 1 where starts[cluster + 1] - starts[cluster] > 1 {
      members[Int(starts[cluster])..<Int(starts[cluster + 1])].sort {
        (place[Int($0)], $0) < (place[Int($1)], $1)
      }
    }
  }
}
