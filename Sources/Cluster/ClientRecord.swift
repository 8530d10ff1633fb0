internal import Chapter7
internal import Histories
internal import Simulation
internal import Synchronization

typealias Proposals = History<ConsensusOperation<String>, String>

/// What clients asked and were told, in real time, by whichever tasks run them.
final class ClientRecord: Sendable {
  private let began = ContinuousClock.now
  private let state = Mutex(Proposals())

  var history: Proposals { state.withLock { $0 } }

  /// Proposes a value, and returns the one that the client is told.
  ///
  /// - Parameter patience: how long the client waits. Then its proposer ends, as in a crash, and the
  ///   operation is pending for ever: it may have taken effect, and still may.
  /// - Returns: nil if the client was told nothing.
  func propose(
    _ value: String, to proposer: NodeRunner<ProposerNode<String>>, as name: OperationID,
    patience: Duration
  ) async throws -> String? {
    let overdue = Task {
      try await Task.sleep(for: patience)
      await proposer.end()
    }
    defer { overdue.cancel() }
    state.withLock { $0.invoke(.propose(value), as: name, at: now) }
    do {
      let told = try await proposer.perform(.propose(value))
      try state.withLock { try $0.respond(told, to: name, at: now) }
      return told
    } catch is CancellationError {
      return nil
    }
  }

  private var now: Instant { Instant(ContinuousClock.now - began) }
}

/// Throws unless a write-once register explains what the clients were told.
func checkWrittenOnce(_ history: Proposals) throws(Wrong) {
  switch history.linearizability(of: WriteOnce<String>()) {
  case .accepted: return
  case .rejected(let why): throw Wrong("what the clients were told is not linearizable: \(why)")
  case .unknown(let limit): throw Wrong("the check of what the clients were told ran out: \(limit)")
  }
}

/// The value that the acceptors' files show to be chosen; throws unless it is one, and `told`.
func checkFiles(
  _ votes: [NodeID: [Proposal<String>]], _ quorums: Quorums, told: String
) throws(Wrong) -> [Proposal<String>] {
  let chosen = chosen(by: votes, quorums)
  guard !chosen.isEmpty, chosen.allSatisfy({ $0.value == told }) else {
    throw Wrong("the clients were told \(told), but by the files the choices are \(chosen)")
  }
  return chosen
}
