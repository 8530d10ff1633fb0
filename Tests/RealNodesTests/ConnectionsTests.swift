import Foundation
import NIOCore
import NIOPosix
import Simulation
import Synchronization
import Testing

@testable import RealNodes
@testable import real_nodes_probe

@Suite struct ConnectionsTests {
  /// A listening server in this process, and what it received.
  private func withServer(
    patience: Duration = long,
    _ body: (_ port: Int, _ received: Inbox) async throws -> Void
  ) async throws {
    let inbox = Inbox()
    let server = Connections(
      of: Self.server, in: Probe.roster, fleet: "tests", limit: 1000, patience: patience)
    let (listener, port) = try await server.listen()
    let task = Task {
      try await server.run(listener, peers: [], ready: {}) { bytes, _ in inbox.add(bytes) }
    }
    try await body(port, inbox)
    task.cancel()
    _ = await task.result
  }

  /// Sends bytes as they are and waits until the other side closes, or until `isEnough`.
  private func isClosed(
    _ port: Int, after bytes: [UInt8], hangingUp: Bool,
    unless isEnough: @escaping @Sendable () -> Bool
  ) async throws -> Bool {
    let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .connect(host: "127.0.0.1", port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try Connections.Channel(
            wrappingChannelSynchronously: channel,
            configuration: .init(isOutboundHalfClosureEnabled: true))
        }
      }
    return try await channel.executeThenClose { inbound, outbound in
      if !bytes.isEmpty { try await outbound.write(ByteBuffer(bytes: bytes)) }
      if hangingUp { outbound.finish() }
      return await withTaskGroup(of: Bool.self) { group in
        group.addTask {
          do { for try await _ in inbound {} } catch {}
          return !Task.isCancelled
        }
        group.addTask {
          let end = ContinuousClock.now + long
          while !isEnough() && ContinuousClock.now < end && !Task.isCancelled {
            try? await Task.sleep(for: .milliseconds(10))
          }
          return false
        }
        let first = await group.next() ?? false
        group.cancelAll()
        return first
      }
    }
  }

  private func expectClosed(
    _ port: Int, after bytes: [UInt8], hangingUp: Bool = false
  ) async throws {
    #expect(try await isClosed(port, after: bytes, hangingUp: hangingUp) { false })
  }

  private func expectOpen(
    _ port: Int, after bytes: [UInt8], until isEnough: @escaping @Sendable () -> Bool
  ) async throws {
    let closed = try await isClosed(port, after: bytes, hangingUp: false, unless: isEnough)
    #expect(!closed && isEnough())
  }

  private static let server = Life(node: NodeID(1), number: 7)
  private static let client = Life(node: NodeID(0), number: 9)

  private func greeting(
    _ fleet: String = "tests", from sender: Life = client, to receiver: Life = server
  ) throws -> [UInt8] {
    Frame.bytes(
      around: try CompactEncoder.bytes(
        of: Greeting(fleet: fleet, sender: sender, receiver: receiver)))
  }

  @Test("a machine without a loopback interface is told so, before anybody waits for a connection")
  func loopback() async throws {
    try await Loopback.check()
    // An address for documents, which no machine has.
    let error = await #expect(throws: FleetError.noLoopback("192.0.2.1")) {
      try await Loopback.check("192.0.2.1")
    }
    #expect(error.map { !"\($0)".contains("\n") } == true)
  }

  @Test("messages after a greeting arrive, and the connection stays")
  func messages() async throws {
    try await withServer { port, inbox in
      let bytes = try greeting() + Frame.bytes(around: [1, 2]) + Frame.bytes(around: [3])
      try await expectOpen(port, after: bytes) { inbox.all == [[1, 2], [3]] }
    }
  }

  @Test("a frame that is too long closes its connection, and what came before it is kept")
  func oversized() async throws {
    try await withServer { port, inbox in
      let bytes =
        try greeting() + Frame.bytes(around: [7])
        + Frame.bytes(around: Array(repeating: 0, count: 1001)).prefix(13)
      try await expectClosed(port, after: bytes)
      #expect(inbox.all == [[7]])
    }
  }

  @Test("another fleet, another life, an unknown node, oneself and garbage close the connection")
  func strangers() async throws {
    try await withServer { port, inbox in
      let greetings = [
        try greeting("other tests"), try greeting(to: Life(node: NodeID(1), number: 6)),
        try greeting(to: Life(node: NodeID(2), number: 7)),
        try greeting(from: Life(node: NodeID(77), number: 9)),
        try greeting(from: Self.server), Frame.bytes(around: []),
        Array(repeating: 0xFF, count: 20),
      ]
      for bytes in greetings {
        try await expectClosed(port, after: bytes + Frame.bytes(around: [1]))
      }
      #expect(inbox.all == [])
    }
  }

  @Test("a flipped bit ends the connection, and what came before it is kept")
  func damaged() async throws {
    try await withServer { port, inbox in
      var frame = Frame.bytes(around: [1, 2])
      frame[14] ^= 4
      try await expectClosed(port, after: try greeting() + Frame.bytes(around: [7]) + frame)
      #expect(inbox.all == [[7]])
    }
  }

  @Test("a message that is longer than its receiver takes isn't sent, and its sender is told")
  func tooLong() throws {
    let sender = Connections(of: Self.client, in: Probe.roster, fleet: "tests", limit: 10)
    try sender.send([1], to: NodeID(1))
    #expect(throws: ConnectionError.tooLong(11, limit: 10)) {
      try sender.send(Array(repeating: 0, count: 11), to: NodeID(1))
    }
  }

  @Test("a half-open connection that never says who it is gets closed")
  func silent() async throws {
    try await withServer(patience: .milliseconds(200)) { port, _ in
      try await expectClosed(port, after: [])
    }
  }

  @Test("a connection that ends inside a frame loses that frame alone")
  func brokenOff() async throws {
    try await withServer { port, inbox in
      let bytes = try greeting() + Frame.bytes(around: [1]) + [1, 0, 0]
      try await expectClosed(port, after: bytes, hangingUp: true)
      #expect(inbox.all == [[1]])
      try await expectOpen(port, after: greeting() + Frame.bytes(around: [2])) {
        inbox.all == [[1], [2]]
      }
    }
  }
}

/// What was received, in order.
final class Inbox: Sendable {
  private let bytes = Mutex<[[UInt8]]>([])
  var all: [[UInt8]] { bytes.withLock { $0 } }
  func add(_ body: [UInt8]) { bytes.withLock { $0.append(body) } }
}
