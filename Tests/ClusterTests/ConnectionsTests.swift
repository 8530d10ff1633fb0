import Chapter2
import Foundation
import NIOCore
import NIOPosix
import Simulation
import Synchronization
import Testing

@testable import cluster

@Suite struct ConnectionsTests {
  /// Longer than anything takes on a machine whose processors are all busy.
  private static let long = Duration.seconds(300)

  /// A listening server in this process, and what it received.
  private func withServer(
    patience: Duration = Self.long,
    _ body: (_ port: Int, _ received: Inbox) async throws -> Void
  ) async throws {
    let inbox = Inbox()
    let server = Connections(
      of: NodeID(0), in: ExactlyOnce.roster, limit: 1000, patience: patience)
    let (ports, port) = AsyncStream<Int>.makeStream()
    let task = Task {
      try await server.listen(
        port: 0, ready: { port.yield($0) }, handing: { bytes, _ in inbox.add(bytes) })
    }
    defer { task.cancel() }
    var iterator = ports.makeAsyncIterator()
    try await body(try #require(await iterator.next()), inbox)
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
          let end = ContinuousClock.now + Self.long
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

  private let hello = FrameDecoder.frame(1.encoded())

  @Test("messages after a greeting arrive, and the connection stays")
  func messages() async throws {
    try await withServer { port, inbox in
      let bytes = hello + FrameDecoder.frame([1, 2]) + FrameDecoder.frame([3])
      try await expectOpen(port, after: bytes) { inbox.all == [[1, 2], [3]] }
    }
  }

  @Test("a frame that is too long closes its connection, and what came before it is kept")
  func oversized() async throws {
    try await withServer { port, inbox in
      let bytes = hello + FrameDecoder.frame([7]) + [0xFF, 0xFF, 0xFF, 0xFF, 0x0F]
      try await expectClosed(port, after: bytes)
      #expect(inbox.all == [[7]])
    }
  }

  @Test("another version, an unknown node and garbage close the connection")
  func strangers() async throws {
    try await withServer { port, inbox in
      try await expectClosed(port, after: [2, 9, 2])
      try await expectClosed(port, after: FrameDecoder.frame(77.encoded()))
      try await expectClosed(port, after: Array(repeating: 0xFF, count: 20))
      #expect(inbox.all == [])
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
      let bytes = hello + FrameDecoder.frame([1]) + [50, 1, 2]
      try await expectClosed(port, after: bytes, hangingUp: true)
      #expect(inbox.all == [[1]])
      try await expectOpen(port, after: hello + FrameDecoder.frame([2])) {
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
