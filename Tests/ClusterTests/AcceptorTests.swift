import Chapter7
import Foundation
import Simulation
import Synchronization
import Testing

@testable import RealNodes
@testable import cluster_7

/// Chapter 7's acceptor on a real disk, and its messages as bytes.
@Suite(.timeLimit(.minutes(5))) struct AcceptorTests {
  private typealias Message = PaxosMessage<String>
  private static let low = Ballot(round: 1, proposer: NodeID(0))
  private static let high = Ballot(round: 300, proposer: NodeID(1))
  private static let proposal = Proposal(high, "ß")
  private static let codec = Codec<PaxosMessage<String>>.compact

  static let messages: [PaxosMessage<String>] = [
    .prepare(high), .prepare(.zero), .promise(Promise(high, accepted: nil)),
    .promise(Promise(high, accepted: proposal)), .accept(proposal), .accepted(proposal),
    .refused(.zero, promised: high), .chosen(""), .chosen("x"),
  ]

  @Test("a message is read as it was written, and no beginning of it is one", arguments: messages)
  func roundTrip(message: PaxosMessage<String>) throws {
    let bytes = try Self.codec.encode(message)
    #expect(try Self.codec.decode(bytes) == message)
    for length in 0..<bytes.count {
      #expect(throws: CompactError.self) { try Self.codec.decode(Array(bytes.prefix(length))) }
    }
    #expect(throws: CompactError.trailingBytes(1)) { try Self.codec.decode(bytes + [0]) }
  }

  @Test("an acceptor's record is read as it was written")
  func record() throws {
    for accepted in [nil, Self.proposal] {
      let acceptor = Acceptor(promised: Self.high, accepted: accepted)
      let codec = Codec<Acceptor<String>>.compact
      #expect(try codec.decode(codec.encode(acceptor)) == acceptor)
    }
  }

  private func acceptor(
    _ path: String, _ outlet: some Outlet
  ) async throws -> NodeRunner<AcceptorNode<String>> {
    let runner = NodeRunner(
      AcceptorNode<String>(), life: Life(node: OneValue.acceptors[0], number: 1),
      in: OneValue.roster, codec: .compact, over: outlet,
      file: try StableFile(path, codec: .compact))
    await runner.begin()
    return runner
  }

  private func withTemporaryFile(_ body: (String) async throws -> Void) async throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("acceptor-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try await body(path)
  }

  @Test("a successor keeps the promise in its predecessor's file")
  func successor() async throws {
    try await withTemporaryFile { path in
      let first = try await acceptor(path, Sent())
      try await first.receive(Self.codec.encode(.prepare(Self.high)), from: NodeID(1))
      await first.end()
      let sent = Sent()
      let second = try await acceptor(path, sent)
      try await second.receive(Self.codec.encode(.prepare(Self.low)), from: NodeID(0))
      #expect(try sent.messages() == [.refused(Self.low, promised: Self.high)])
    }
  }

  @Test("an acceptor cuts a torn record off, and can write after it")
  func torn() async throws {
    try await withTemporaryFile { path in
      let runner = try await acceptor(path, Sent())
      for ballot in [Self.low, Self.high] {
        try await runner.receive(Self.codec.encode(.prepare(ballot)), from: NodeID(0))
      }
      await runner.end()
      let whole = try Data(contentsOf: URL(fileURLWithPath: path))
      try whole.dropLast().write(to: URL(fileURLWithPath: path))
      let next = try await acceptor(path, Sent())
      try await next.receive(Self.codec.encode(.prepare(Self.high)), from: NodeID(0))
      #expect(
        try StableFile<Acceptor<String>>.log(in: path, codec: .compact)
          == StableLog([Self.low, Self.high].map { Acceptor(promised: $0, accepted: nil) }))
    }
  }
}

/// Keeps what is sent.
private final class Sent: Outlet {
  private let bodies = Mutex<[[UInt8]]>([])

  func send(_ message: [UInt8], to receiver: NodeID) { bodies.withLock { $0.append(message) } }

  func messages() throws -> [PaxosMessage<String>] {
    try bodies.withLock { $0 }.map { try Codec<PaxosMessage<String>>.compact.decode($0) }
  }
}
