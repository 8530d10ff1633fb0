import Chapter2
import Foundation
import NIOCore
import NIOPosix
import Simulation
import Synchronization
import Testing

@testable import cluster

@Suite struct ConnectionsTests {
  /// A listening server in this process, and what it received.
  private func withServer(
    _ body: (_ port: Int, _ received: Inbox) async throws -> Void
  ) async throws {
    let inbox = Inbox()
    let server = Connections(
      of: NodeID(0), in: StoreProcess.system.roster, limit: 1000, patience: .milliseconds(200))
    let (ports, port) = AsyncStream<Int>.makeStream()
    let task = Task {
      try await server.listen(
        port: 0, ready: { port.yield($0) }, handing: { bytes, _ in inbox.add(bytes) })
    }
    defer { task.cancel() }
    var iterator = ports.makeAsyncIterator()
    try await body(try #require(await iterator.next()), inbox)
  }

  /// Sends bytes as they are and waits until the other side closes, or a second has passed.
  private func isClosed(_ port: Int, after bytes: [UInt8], hangingUp: Bool = false) async throws
    -> Bool
  {
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
          try? await Task.sleep(for: .seconds(1))
          return false
        }
        let first = await group.next() ?? false
        group.cancelAll()
        return first
      }
    }
  }

  private func expectClosed(
    _ expected: Bool, _ port: Int, after bytes: [UInt8], hangingUp: Bool = false
  ) async throws {
    let closed = try await isClosed(port, after: bytes, hangingUp: hangingUp)
    #expect(closed == expected)
  }

  private let hello = FrameDecoder.frame(1.encoded())

  @Test("messages after a greeting arrive, and the connection stays")
  func messages() async throws {
    try await withServer { port, inbox in
      let bytes = hello + FrameDecoder.frame([1, 2]) + FrameDecoder.frame([3])
      try await expectClosed(false, port, after: bytes)
      #expect(inbox.all == [[1, 2], [3]])
    }
  }

  @Test("a frame that is too long closes its connection, and what came before it is kept")
  func oversized() async throws {
    try await withServer { port, inbox in
      let bytes = hello + FrameDecoder.frame([7]) + [0xFF, 0xFF, 0xFF, 0xFF, 0x0F]
      try await expectClosed(true, port, after: bytes)
      #expect(inbox.all == [[7]])
    }
  }

  @Test("another version, an unknown node and garbage close the connection")
  func strangers() async throws {
    try await withServer { port, inbox in
      try await expectClosed(true, port, after: [2, 9, 2])
      try await expectClosed(true, port, after: FrameDecoder.frame(77.encoded()))
      try await expectClosed(true, port, after: Array(repeating: 0xFF, count: 20))
      #expect(inbox.all == [])
    }
  }

  @Test("a half-open connection that never says who it is gets closed")
  func silent() async throws {
    try await withServer { port, _ in try await expectClosed(true, port, after: []) }
  }

  @Test("a connection that ends inside a frame loses that frame alone")
  func brokenOff() async throws {
    try await withServer { port, inbox in
      let bytes = hello + FrameDecoder.frame([1]) + [50, 1, 2]
      try await expectClosed(true, port, after: bytes, hangingUp: true)
      #expect(inbox.all == [[1]])
      try await expectClosed(false, port, after: hello + FrameDecoder.frame([2]))
      #expect(inbox.all == [[1], [2]])
    }
  }
}

/// What was received, in order.
final class Inbox: Sendable {
  private let bytes = Mutex<[[UInt8]]>([])
  var all: [[UInt8]] { bytes.withLock { $0 } }
  func add(_ body: [UInt8]) { bytes.withLock { $0.append(body) } }
}
