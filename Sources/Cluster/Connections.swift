internal import Chapter2
internal import NIOCore
internal import NIOPosix
internal import Simulation
internal import Synchronization

/// Why a connection was closed.
enum ConnectionError: Error, CustomStringConvertible {
  case noGreeting
  case brokenOff
  case unknownNode(Int)

  var description: String {
    switch self {
    case .noGreeting: "it didn't say who it is within five seconds"
    case .brokenOff: "it ended inside a frame; the rest is dropped, and will be asked for again"
    case .unknownNode(let number): "it says that it is node \(number), which doesn't exist"
    }
  }
}

/// A node's connections: to each other node at most one that is used for sending.
///
/// A connection begins with a frame that says who speaks; each further frame is a message. What is
/// sent to a node without a connection is lost: links are fair-loss, and whoever needs an answer asks
/// again.
final class Connections: Outlet {
  typealias Channel = NIOAsyncChannel<ByteBuffer, ByteBuffer>
  typealias Receiver = @Sendable ([UInt8], NodeID) async throws -> Void

  private let id: NodeID
  private let roster: Roster
  private let limit: Int
  private let patience: Duration
  private let outboxes = Mutex<[NodeID: AsyncStream<[UInt8]>.Continuation]>([:])

  /// - Parameters:
  ///   - limit: how long a frame may be, in bytes.
  ///   - patience: how long a stranger may keep a connection open before saying who it is.
  init(of id: NodeID, in roster: Roster, limit: Int = 1 << 20, patience: Duration = .seconds(5)) {
    self.id = id
    self.roster = roster
    self.limit = limit
    self.patience = patience
  }

  func send(_ message: [UInt8], to receiver: NodeID) {
    outboxes.withLock { $0[receiver] }?.yield(FrameDecoder.frame(message))
  }

  /// Whether there is a connection to that node.
  func isConnected(to node: NodeID) -> Bool { outboxes.withLock { $0[node] != nil } }

  /// Speaks over a channel until it ends or breaks a rule; says which, unless it ended in order.
  func run(_ channel: Channel, handing receive: @escaping Receiver) async {
    // A channel that its peer has closed can't be closed again; that is no news.
    try? await channel.executeThenClose { inbound, outbound in
      do {
        try await self.converse(inbound, outbound, receive)
      } catch is CancellationError {
        // It is we who end.
      } catch let error as IOError {
        self.report("its other end is gone (error \(error.errnoCode))")
      } catch {
        self.report("\(error)")
      }
    }
  }

  private func report(_ reason: String) {
    log("\(roster.name(of: id)) closes a connection: \(reason)")
  }

  private func converse(
    _ inbound: NIOAsyncChannelInboundStream<ByteBuffer>,
    _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>, _ receive: @escaping Receiver
  ) async throws {
    let (outbox, sender) = AsyncStream<[UInt8]>.makeStream(bufferingPolicy: .bufferingNewest(1000))
    sender.yield(FrameDecoder.frame(Int(id.index).encoded()))
    let peer = Peer()
    defer { peer.node.map { forget($0, sender) } }
    try await withThrowingTaskGroup(of: Bool.self) { group in
      group.addTask {
        for await bytes in outbox { try await outbound.write(ByteBuffer(bytes: bytes)) }
        return true
      }
      group.addTask {
        try await Task.sleep(for: self.patience)
        guard peer.node != nil else { throw ConnectionError.noGreeting }
        return false
      }
      group.addTask {
        try await self.read(inbound) { body in
          if let known = peer.node { return try await receive(body, known) }
          let speaker = try self.speaker(body)
          peer.node = speaker
          self.outboxes.withLock { $0[speaker] = sender }
        }
        return true
      }
      while let isOver = try await group.next(), !isOver {}
      group.cancelAll()
    }
  }

  private func read(
    _ inbound: NIOAsyncChannelInboundStream<ByteBuffer>, _ body: ([UInt8]) async throws -> Void
  ) async throws {
    var decoder = FrameDecoder(limit: limit)
    for try await buffer in inbound {
      decoder.feed(buffer.readableBytesView)
      while let frame = try decoder.next() { try await body(frame) }
    }
    if decoder.isInsideFrame { throw ConnectionError.brokenOff }
  }

  private func speaker(_ body: [UInt8]) throws -> NodeID {
    let number = try Int(decoding: body)
    guard roster.nodes.indices.contains(number) else { throw ConnectionError.unknownNode(number) }
    return NodeID(number)
  }

  /// The outbox of a closed connection is nobody's any more; a newer one stays.
  private func forget(_ node: NodeID, _ sender: AsyncStream<[UInt8]>.Continuation) {
    outboxes.withLock { if $0[node] == sender { $0[node] = nil } }
    sender.finish()
  }
}

/// Who is at the other end, once it has said so.
private final class Peer: Sendable {
  private let state = Mutex<NodeID?>(nil)

  var node: NodeID? {
    get { state.withLock { $0 } }
    set { state.withLock { $0 = newValue } }
  }
}

// MARK: - Listening and connecting

extension Connections {
  /// Accepts connections on loopback; `ready` gets the port once it listens.
  func listen(
    port: Int, ready: @Sendable (Int) -> Void, handing receive: @escaping Receiver
  ) async throws {
    let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .bind(host: "127.0.0.1", port: port) { channel in
        channel.eventLoop.makeCompletedFuture { try Channel(wrappingChannelSynchronously: channel) }
      }
    ready(server.channel.localAddress?.port ?? port)
    try await withThrowingDiscardingTaskGroup { group in
      try await server.executeThenClose { inbound in
        for try await channel in inbound {
          group.addTask { await self.run(channel, handing: receive) }
        }
      }
    }
  }

  /// Keeps a connection to a loopback port, and makes a new one when it ends, until cancelled.
  func keepConnected(to port: Int, handing receive: @escaping Receiver) async {
    while !Task.isCancelled {
      let channel = try? await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
        .connect(host: "127.0.0.1", port: port) { channel in
          channel.eventLoop.makeCompletedFuture {
            try Channel(wrappingChannelSynchronously: channel)
          }
        }
      if let channel { await run(channel, handing: receive) }
      try? await Task.sleep(for: .milliseconds(50))
    }
  }
}
