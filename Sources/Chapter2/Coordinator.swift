// Generated from Chapters/02-rpc.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest c9f38fe7d77d9e29

#sourceLocation(file: "Chapters/02-rpc.md", line: 3195)
internal import Simulation

/// Hands out the tasks of one job, again and again if need be.
struct Coordinator: Node {
  typealias Message = MapReduceMessage
  enum Timer: Hashable, Sendable { case leaseExpired(NodeID) }

  let documents: [Document]
  let partitions: Int
  let hasBackups: Bool
  var mapped: [Int: [[Pair]]] = [:]
  var reduced: [Int: [Pair]] = [:]
  var attempts: [Attempt] = []
  var waiting: [NodeID] = []
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 3215)
extension Coordinator {
  /// One worker's attempt at a task.
  struct Attempt: Hashable, Sendable {
    var task: TaskID
    var worker: NodeID
    var began: Instant
    var ended: Instant?
    /// Whether its result is the one that counts.
    var isUsed = false
  }

  /// The result, once it is complete.
  var output: [Pair]? {
    guard reduced.count == partitions else { return nil }
    return reduced.values.joined().sorted { $0.key < $1.key }
  }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 3237)
extension Coordinator {
  /// The tasks of the current phase that have no result yet.
  private var open: [TaskID] {
    let maps = documents.indices.filter { mapped[$0] == nil }
    guard maps.isEmpty else { return maps.map(TaskID.map) }
    return (0..<partitions).filter { reduced[$0] == nil }
      .map(TaskID.reduce)
  }

  private func nextTask() -> TaskID? {
    let running = attempts.filter { $0.ended == nil }.map(\.task)
    func copies(_ task: TaskID) -> Int { running.count { $0 == task } }
    if let idle = open.first(where: { copies($0) == 0 }) { return idle }
    return hasBackups ? open.first { copies($0) == 1 } : nil
  }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 3260)
extension Coordinator {
  private mutating func dispatch(_ context: inout Context<Self>) {
    while !waiting.isEmpty, let task = nextTask() {
      let worker = waiting.removeFirst()
      attempts.append(Attempt(task: task, worker: worker, began: context.now))
      context.send(request(for: task), to: worker)
      context.set(.leaseExpired(worker), after: .seconds(2))
    }
  }

  private func request(for task: TaskID) -> Message {
    switch task {
    case .map(let number):
      return .map(number, documents[number], partitions: partitions)
    case .reduce(let number):
      let parts = documents.indices.map { mapped[$0]?[number] ?? [] }
      return .reduce(number, Array(parts.joined()))
    }
  }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 3285)
extension Coordinator {
  mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    switch message {
    case .working: context.set(.leaseExpired(sender), after: .seconds(2))
    case .mapped(let number, let parts):
      end(sender, isUsed: mapped[number] == nil, &context)
      mapped[number] = mapped[number] ?? parts
    case .reduced(let number, let pairs):
      end(sender, isUsed: reduced[number] == nil, &context)
      reduced[number] = reduced[number] ?? pairs
    case .ready:
      end(sender, isUsed: false, &context)
      if !waiting.contains(sender) { waiting.append(sender) }
    case .map, .reduce: return
    }
    dispatch(&context)
  }

  mutating func fire(_ timer: Timer, _ context: inout Context<Self>) {
    guard case .leaseExpired(let worker) = timer else { return }
    end(worker, isUsed: false, &context)
    dispatch(&context)
  }

  /// What the worker was at has ended, with a result or without.
  private mutating func end(
    _ worker: NodeID, isUsed: Bool, _ context: inout Context<Self>
  ) {
    context.cancel(.leaseExpired(worker))
    for index in attempts.indices
    where attempts[index].worker == worker && attempts[index].ended == nil {
      attempts[index].ended = context.now
      attempts[index].isUsed = isUsed
    }
  }
}
#sourceLocation()
