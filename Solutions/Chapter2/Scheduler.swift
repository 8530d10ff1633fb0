// Generated from Solutions/02-rpc.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 10d118ba94281e49

#sourceLocation(file: "Solutions/02-rpc.md", line: 852)
public import Chapter2


/// Decides who does what. Our solution has 43 lines.
public struct Scheduler: Sendable {
  public let maps: Int
  public let reduces: Int
  /// The living workers, each with what it is at.
  private var workers: [Int: MapReduceTask?] = [:]
  /// For each map the living workers that hold its output.
  private var holders: [Int: Set<Int>] = [:]
  /// For each reduce with an output under its final name, whose it is.
  public private(set) var published: [Int: Int] = [:]

  public init(maps: Int, reduces: Int) {
    self.maps = maps
    self.reduces = reduces
  }

  /// For each map whose output can be read, the worker that holds it.
  public var outputs: [Int: Int] {
    holders.compactMapValues { $0.min() }
  }

  /// Reacts to an event with new assignments, in the order in which they
  /// were decided.
  public mutating func on(_ event: WorkerEvent) -> [Assignment] {
    switch event {
    case .joined(let worker):
      workers.updateValue(nil, forKey: worker)
    case .died(let worker):
      workers[worker] = nil
      holders = holders.mapValues { $0.subtracting([worker]) }
    case .finished(let worker, let task):
      guard workers[worker] == .some(task) else { return [] }
      workers.updateValue(nil, forKey: worker)
      finish(task, by: worker)
    }
    return dispatch()
  }

  private mutating func finish(_ task: MapReduceTask, by worker: Int) {
    switch task {
    case .map(let number): holders[number, default: []].insert(worker)
    case .reduce(let number): published[number] = published[number] ?? worker
    }
  }

  private mutating func dispatch() -> [Assignment] {
    var assignments: [Assignment] = []
    for worker in workers.keys.sorted() where workers[worker] == .some(nil) {
      guard let task = nextTask() else { break }
      workers[worker] = task
      assignments.append(Assignment(worker: worker, task: task))
    }
    return assignments
  }

  private func nextTask() -> MapReduceTask? {
    let tasks = open
    func copies(_ task: MapReduceTask) -> Int { workers.values.count { $0 == task } }
    return tasks.first { copies($0) == 0 } ?? tasks.first { copies($0) == 1 }
  }

  /// The unfinished tasks of the current phase, in order.
  private var open: [MapReduceTask] {
    let reduces = (0..<reduces).filter { published[$0] == nil }
    guard !reduces.isEmpty else { return [] }
    let available = outputs
    let maps = (0..<maps).filter { available[$0] == nil }
    return maps.isEmpty ? reduces.map(MapReduceTask.reduce) : maps.map(MapReduceTask.map)
  }
}
#sourceLocation()
