// Generated from Chapters/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest bfa68e3d63552f04

#sourceLocation(file: "Chapters/06-consistency.md", line: 2350)
public import Simulation

/// What three clients do: two write, each to two keys of its own and never a
/// value twice, and all read.
public func zooWork(
  operations: Int, pause: Duration = .milliseconds(3), seed: UInt64
) -> [Workload<KeyValueStore.Operation>] {
  let keys = [["a", "b"], ["c", "d"], []]
  let all = keys.flatMap { $0 }
  return keys.enumerated().map { site, own in
    var random = SplitMix64(seed: seed, labels: UInt64(site))
    let work = (1...operations).map { number -> KeyValueStore.Operation in
      let key = all[Int(random.next(below: 4))]
      let isWrite = own.contains(key) && random.nextBool(probability: 0.7)
      return isWrite ? .put(key, "\(key)\(number)") : .get(key)
    }
    return .closedLoop(work, pause: pause)
  }
}

/// The designs of this chapter, by name.
public let zoo: [(name: String, design: any StoreDesign)] = [
  ("single copy", CentralStore()),
  ("caches", CentralStore(cachingFor: .milliseconds(40))),
  ("majorities", QuorumStore()),
  ("causal", CausalStore()),
  ("last writer wins", EventualStore()),
]
#sourceLocation(file: "Chapters/06-consistency.md", line: 2383)
/// What the zoo's clients saw in one run of a design.
public func zooHistory(of design: some StoreDesign, seed: UInt64)
  -> StoreHistory
{
  let delay = Delay.exponential(
    mean: .milliseconds(6), atLeast: .milliseconds(1))
  return StoreRun(
    design, sites: 3,
    work: zooWork(operations: 25, pause: .microseconds(500), seed: seed),
    link: Link(delay: delay), seed: seed
  ).history
}

/// The longest read and the longest write where every message takes 10 ms.
public func worstLatencies(of design: some StoreDesign) -> (
  read: Duration, write: Duration
) {
  let history = StoreRun(
    design, sites: 3, work: zooWork(operations: 40, seed: 1),
    link: Link(delay: .constant(.milliseconds(10))), seed: 1
  ).history
  var worst = (read: Duration.zero, write: Duration.zero)
  for entry in history.entries {
    guard let end = entry.completed?.moment.time else { continue }
    let latency = entry.invoked.time.duration(to: end)
    switch entry.operation {
    case .get: worst.read = max(worst.read, latency)
    default: worst.write = max(worst.write, latency)
    }
  }
  return worst
}
#sourceLocation()
