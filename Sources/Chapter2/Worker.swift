// Generated from Chapters/02-rpc.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 930568a18ccaa341

#sourceLocation(file: "Chapters/02-rpc.md", line: 3110)
internal import Simulation

enum TaskID: Hashable, Sendable {
  case map(Int)
  case reduce(Int)
}

enum MapReduceMessage: Hashable, Sendable {
  // From a worker.
  case ready
  case working
  case mapped(Int, [[Pair]])
  case reduced(Int, [Pair])
  // From the coordinator.
  case map(Int, Document, partitions: Int)
  case reduce(Int, [Pair])
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 3132)
/// Does one task at a time, in the time that its machine takes for one.
struct Worker<J: Job>: Node {
  typealias Message = MapReduceMessage
  enum Timer: Hashable, Sendable { case finished, heartbeat }

  let job: J
  let coordinator: NodeID
  let taskTime: Duration
  var result: MapReduceMessage?

  mutating func start(_ context: inout Context<Self>) {
    context.send(.ready, to: coordinator)
  }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 3151)
extension Worker {
  mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    switch message {
    case .map(let number, let document, let partitions):
      let output = job.mapped(document, partitions: partitions)
      result = .mapped(number, output)
    case .reduce(let number, let pairs):
      result = .reduced(number, job.reduced(pairs))
    default: return
    }
    context.set(.finished, after: taskTime)
    context.set(.heartbeat, after: .milliseconds(500))
  }

  mutating func fire(_ timer: Timer, _ context: inout Context<Self>) {
    switch timer {
    case .heartbeat:
      context.send(.working, to: coordinator)
      context.set(.heartbeat, after: .milliseconds(500))
    case .finished:
      guard let done = result else { return }
      result = nil
      context.cancel(.heartbeat)
      context.send(done, to: coordinator)
      context.send(.ready, to: coordinator)
    }
  }
}
#sourceLocation()
