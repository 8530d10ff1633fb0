import Chapter2
import Chapter7
import Foundation
import Simulation
import Synchronization
import Testing

@testable import cluster

@Suite(.timeLimit(.minutes(5))) struct NodeRunnerTests {
  private typealias Message = PaxosMessage<String>
  private let low = Ballot(round: 1, proposer: NodeID(0))
  private let high = Ballot(round: 2, proposer: NodeID(1))

  private func acceptor(
    _ path: String, _ outlet: some Outlet
  ) async throws -> NodeRunner<AcceptorNode<String>> {
    let runner = try NodeRunner(
      AcceptorNode<String>(), as: OneValue.acceptors[0], in: OneValue.roster, over: outlet,
      logAt: path)
    try await runner.begin()
    return runner
  }

  @Test("bytes that are no message are refused, and the node goes on")
  func garbage() async throws {
    try await withTemporaryFile { path in
      let sent = Sent()
      let runner = try await acceptor(path, sent)
      await #expect(throws: WireError.unknownCase(9, of: "Paxos message")) {
        try await runner.receive([9], from: NodeID(0))
      }
      try await runner.receive(Message.prepare(low).encoded(), from: NodeID(0))
      #expect(try sent.messages() == [Message.promise(Promise(low, accepted: nil))])
    }
  }

  @Test("a successor keeps the promise in its predecessor's file, and the predecessor is silent")
  func successor() async throws {
    try await withTemporaryFile { path in
      let (before, after) = (Sent(), Sent())
      let first = try await acceptor(path, before)
      try await first.receive(Message.prepare(high).encoded(), from: NodeID(1))
      await first.end()
      try await first.receive(Message.prepare(high).encoded(), from: NodeID(1))
      #expect(try before.messages().count == 1)
      let second = try await acceptor(path, after)
      try await second.receive(Message.prepare(low).encoded(), from: NodeID(0))
      #expect(try after.messages() == [.refused(low, promised: high)])
    }
  }

  @Test("an acceptor cuts a torn record off, and can write after it")
  func torn() async throws {
    try await withTemporaryFile { path in
      let runner = try await acceptor(path, Sent())
      for ballot in [low, high] {
        try await runner.receive(Message.prepare(ballot).encoded(), from: NodeID(0))
      }
      await runner.end()
      let whole = try Data(contentsOf: URL(fileURLWithPath: path))
      try whole.dropLast().write(to: URL(fileURLWithPath: path))
      let next = try await acceptor(path, Sent())
      try await next.receive(Message.prepare(high).encoded(), from: NodeID(0))
      #expect(
        try StableFile<Acceptor<String>>(path).load()
          == StableLog([low, high].map { Acceptor(promised: $0, accepted: nil) }))
    }
  }

  @Test("a client without acceptors is told nothing, and what it asked is pending for ever")
  func pending() async throws {
    try await withTemporaryFile { path in
      let node = ProposerNode<String>(OneValue.quorums)
      let runner = try NodeRunner(
        node, as: NodeID(0), in: OneValue.roster, over: Sent(), logAt: path)
      try await runner.begin()
      let record = ClientRecord()
      let name = OperationID(client: NodeID(0), number: 1)
      let told = try await record.propose(
        "x", to: runner, as: name, patience: .milliseconds(10))
      #expect(told == nil)
      #expect(record.history.pending.map(\.id) == [name])
      await #expect(throws: CancellationError.self) {
        try await runner.perform(.propose("y"))
      }
    }
  }
}

/// Keeps what is sent.
private final class Sent: Outlet {
  private let bodies = Mutex<[[UInt8]]>([])

  func send(_ message: [UInt8], to receiver: NodeID) { bodies.withLock { $0.append(message) } }

  func messages() throws -> [PaxosMessage<String>] {
    try bodies.withLock { $0 }.map { try PaxosMessage(decoding: $0) }
  }
}
