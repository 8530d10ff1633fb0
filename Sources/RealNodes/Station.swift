internal import Simulation

/// A node in this process, with its file and its connections.
final class Station<N: Node>: Sendable {
  let runner: NodeRunner<N>
  let connections: Connections
  /// Where it listens.
  let port: Int
  private let networking: Task<Void, Never>

  /// Listens, and returns when it is connected to each peer that is awaited and can be reached. The
  /// node begins later, when it is told to.
  ///
  /// - Parameter hearing: called after each message that the node has received.
  init(
    _ runner: NodeRunner<N>, over connections: Connections, peers: [Peer],
    hearing: @escaping @Sendable () -> Void = {}
  ) async throws {
    self.runner = runner
    self.connections = connections
    let (listener, port) = try await connections.listen()
    self.port = port
    let (gate, latch) = AsyncStream<Never>.makeStream()
    networking = Task {
      defer { latch.finish() }
      do {
        try await connections.run(listener, peers: peers, ready: { latch.finish() }) {
          try await runner.receive($0, from: $1)
          hearing()
        }
      } catch {
        // Whoever can't listen any more is of no use; if it is we who end, the node has ended before.
        await runner.fail(error)
      }
    }
    for await _ in gate {}
  }

  /// Returns when the node has ended, and throws what ended it.
  func outcome() async throws {
    defer { networking.cancel() }
    try await runner.outcome()
  }

  /// Ends the node and its connections, as a crash would.
  func close() async {
    await runner.end()
    networking.cancel()
    await networking.value
  }

  /// The same, some time soon.
  func abandon() { Task { await close() } }
}
