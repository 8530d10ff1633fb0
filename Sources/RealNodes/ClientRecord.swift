public import Simulation
internal import Synchronization

/// What clients asked and were told, in real time, by whichever tasks run them.
public final class ClientRecord<
  Operation: Hashable & Sendable, Response: Hashable & Sendable
>: Sendable {
  private let began = ContinuousClock.now
  private let state = Mutex(History<Operation, Response>())

  public init() {}

  public var history: History<Operation, Response> { state.withLock { $0 } }

  /// Has a client perform an operation, and returns the response that it is told.
  ///
  /// - Parameters:
  ///   - name: names the operation in the history; each one has its own.
  ///   - patience: how long the client waits. Then its node ends, as in a crash, and the operation is
  ///     pending for ever: it may have taken effect, and still may.
  /// - Returns: nil if the client was told nothing.
  /// - Throws: what ended the client's node, if it was its own misuse or its disk.
  public func perform<N: Node>(
    _ operation: Operation, by client: NodeRunner<N>, as name: OperationID, patience: Duration
  ) async throws -> Response? where N.Operation == Operation, N.Response == Response {
    let overdue = Task {
      try await Task.sleep(for: patience)
      await client.end()
    }
    defer { overdue.cancel() }
    state.withLock { $0.invoke(operation, as: name, at: now) }
    do {
      let response = try await client.perform(operation)
      try state.withLock { try $0.respond(response, to: name, at: now) }
      return response
    } catch is CancellationError {
      return nil
    }
  }

  private var now: Instant { Instant(ContinuousClock.now - began) }
}
