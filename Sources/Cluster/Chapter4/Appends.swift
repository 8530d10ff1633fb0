internal import Chapter2
internal import Chapter4
internal import Histories
internal import RealNodes
internal import Simulation

/// A client that appends one number after the other, with what it is told.
final class Appends {
  private let client: NodeRunner<ReplicaStoreClient>
  private let record = ClientRecord<KeyValueStore.Operation, KeyValueStore.Response>()
  private(set) var count = 0
  private var calls = 0

  init(by client: NodeRunner<ReplicaStoreClient>) { self.client = client }

  func perform(_ number: Int) async throws {
    for _ in 0..<number {
      count += 1
      try await perform(.append("log", "\(count),"))
    }
  }

  /// Milliseconds until the next answer.
  func gap() async throws -> Int {
    let start = ContinuousClock.now
    try await perform(1)
    return (ContinuousClock.now - start).wholeMilliseconds
  }

  /// Throws unless one store could have given all answers, and every number is there once, in order.
  func check() async throws {
    let answer = try await perform(.get("log"))
    guard case .value(let value) = answer else { throw Wrong("the log can't be read: \(answer)") }
    let numbers = (value ?? "").split(separator: ",").compactMap { Int($0) }
    guard numbers == Array(1...count) else { throw Wrong("the log is \(numbers)") }
    guard record.history.linearizability(of: KeyValueStore()).isAccepted else {
      throw Wrong("no single store could have given these answers")
    }
    print("\(count) appends: every number is in the log once, in order, as from one store")
  }

  @discardableResult
  private func perform(_ operation: KeyValueStore.Operation) async throws
    -> KeyValueStore.Response
  {
    calls += 1
    let name = OperationID(client: NodeID(4), number: calls)
    let answer = try await record.perform(
      operation, by: client, as: name, patience: .seconds(60))
    guard let answer else { throw Wrong("no answer to \(operation) within a minute") }
    return answer
  }
}
