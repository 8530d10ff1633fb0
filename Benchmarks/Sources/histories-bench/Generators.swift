import Histories
import Simulation

/// A store that takes each operation at one moment between its invocation and its response, unless it is
/// told to lie; the clients around it are chosen by a seed.
struct SeededStore<Object: StateMachine> {
  typealias Recorded = RecordedHistory<Object.Operation, Object.Response>

  private enum Phase {
    case idle
    case invoked(OperationID, Object.Operation)
    case applied(OperationID, Object.Response)
  }

  var object: Object
  var random: SplitMix64
  /// One in so many operations is never answered, and its client goes on under a new name; 0: none.
  var crashRate = 0
  /// One in so many answers is that of a state some steps ago; 0: none.
  var staleRate = 0
  /// In how many of a thousand steps an operation that is under way goes on, rather than a new one begins. At
  /// 667 the two are in balance; above, few operations are open at once.
  var busyShare = 667
  private var phases: [Phase]
  private var names: [Int]
  private var counts: [Int]
  private var past: [Object] = []
  private var history = History<Object.Operation, Object.Response>()

  init(_ object: Object, clients: Int, seed: UInt64) {
    self.object = object
    random = SplitMix64(seed: seed)
    phases = Array(repeating: .idle, count: clients)
    names = Array(0..<clients)
    counts = Array(repeating: 0, count: clients)
  }

  mutating func run(
    operations: Int, _ next: (inout SplitMix64) -> Object.Operation
  ) throws -> Recorded {
    var invoked = 0
    while true {
      let idle = phases.indices.filter { if case .idle = phases[$0] { true } else { false } }
      let busy = phases.indices.filter { if case .idle = phases[$0] { false } else { true } }
      let isBusy = Int.random(in: 0..<1000, using: &random) < busyShare
      let choice = idle.isEmpty || invoked == operations || isBusy && !busy.isEmpty ? busy : idle
      guard let client = choice.randomElement(using: &random) else { break }
      switch phases[client] {
      case .idle:
        invoked += 1
        counts[client] += 1
        let id = OperationID(client: NodeID(names[client]), number: invoked)
        let operation = next(&random)
        history.invoke(operation, as: id, at: .start)
        phases[client] = .invoked(id, operation)
      case .invoked(let id, let operation): try apply(operation, id, client)
      case .applied(let id, let response):
        try history.respond(response, to: id, at: .start)
        phases[client] = .idle
      }
    }
    let most = names.max() ?? 0
    return Recorded(history, clients: (0...most).map { "\($0)" })
  }

  private mutating func apply(
    _ operation: Object.Operation, _ id: OperationID, _ client: Int
  ) throws {
    if crashRate > 0, Int.random(in: 0..<crashRate, using: &random) == 0 {
      if Bool.random(using: &random) { _ = object.apply(operation) }
      names[client] = (names.max() ?? 0) + 1
      phases[client] = .idle
      return
    }
    past.append(object)
    if past.count > 4 { past.removeFirst() }
    var answering = object
    if staleRate > 0, Int.random(in: 0..<staleRate, using: &random) == 0 { answering = past[0] }
    let response = answering.apply(operation)
    _ = object.apply(operation)
    phases[client] = .applied(id, response)
  }
}

/// Histories as Jepsen recorded them of etcd: five processes, some eighty operations, one register with
/// compare-and-set and five values, time-outs; 45 of the 102 are linearizable.
func etcdLike(_ number: Int, staleRate: Int) throws -> RecordedHistory<
  JepsenLog.Object.Operation, JepsenLog.Object.Response
> {
  var workload = SeededStore(Register<String?>(nil), clients: 5, seed: UInt64(number + 1))
  workload.crashRate = 5
  workload.staleRate = number % 4 == 0 ? 0 : staleRate
  return try workload.run(operations: 82) { random in
    let (one, other) = (
      Int.random(in: 0..<5, using: &random), Int.random(in: 0..<5, using: &random)
    )
    return switch Int.random(in: 0..<3, using: &random) {
    case 0: .read
    case 1: .write("\(one)")
    default: .compareAndSet(expected: "\(one)", new: "\(other)")
    }
  }
}

/// A map of ten keys, gets, puts and appends, as Porcupine's histories of key-value stores.
func keyValue(
  clients: Int, operations: Int, busyShare: Int, seed: UInt64
) throws -> RecordedHistory<KeyValueStore.Operation, KeyValueStore.Response> {
  var workload = SeededStore(PorcupineStore(), clients: clients, seed: seed)
  workload.busyShare = busyShare
  var number = 0
  return try workload.run(operations: operations) { random in
    let key = "\(Int.random(in: 0..<10, using: &random))"
    number += 1
    let value = "x \(number % clients) \(number) y"
    return switch Int.random(in: 0..<10, using: &random) {
    case 0..<4: .get(key)
    case 4: .put(key, value)
    default: .append(key, value)
    }
  }
}

/// A register that is written each value once.
func uniqueWrites(
  clients: Int, operations: Int
) throws -> RecordedHistory<Register<Int>.Operation, Register<Int>.Response> {
  var workload = SeededStore(Register(0), clients: clients, seed: 11)
  var value = 0
  return try workload.run(operations: operations) { random in
    if Bool.random(using: &random) { return .read }
    value += 1
    return .write(value)
  }
}
