internal import NIOCore
internal import NIOPosix
internal import Simulation

/// Where a node that was started earlier listens, on loopback.
struct Peer: Codable, Equatable, Sendable {
  var life: Life
  var port: Int
  /// Whether it is to be waited for. A process that is paused takes up a connection only later.
  var isAwaited = true
}

extension Connections {
  typealias Listener = NIOAsyncChannel<Channel, Never>

  /// Listens on a port that was free and that nobody else gets; no number is ever asked for again.
  func listen() async throws -> (listener: Listener, port: Int) {
    let listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .bind(host: "127.0.0.1", port: 0) { channel in
        channel.eventLoop.makeCompletedFuture { try Channel(wrappingChannelSynchronously: channel) }
      }
    guard let port = listener.channel.localAddress?.port else {
      throw ChannelError.unknownLocalAddress
    }
    return (listener, port)
  }

  /// Accepts connections, and keeps one to each peer, until cancelled.
  ///
  /// - Parameter ready: called when each peer that is awaited has a connection, or can't have one.
  func run(
    _ listener: Listener, peers: [Peer], ready: @escaping @Sendable () async -> Void,
    handing receive: @escaping Receiver
  ) async throws {
    try await withThrowingDiscardingTaskGroup { group in
      let gates = peers.map { peer in
        let (gate, latch) = AsyncStream<Never>.makeStream()
        group.addTask { await self.keepConnected(to: peer, { latch.finish() }, handing: receive) }
        return peer.isAwaited ? gate : nil
      }
      group.addTask {
        for gate in gates.compactMap({ $0 }) { for await _ in gate {} }
        await ready()
      }
      try await listener.executeThenClose { inbound in
        for try await channel in inbound {
          group.addTask { await self.run(channel, to: nil, handing: receive) }
        }
      }
    }
  }

  /// Connects, and again when the connection ends, unless the peer was started anew and will connect
  /// by itself.
  private func keepConnected(
    to peer: Peer, _ hasTried: @escaping @Sendable () -> Void, handing receive: @escaping Receiver
  ) async {
    defer { hasTried() }
    while !Task.isCancelled && !hasConnected(peer.life.node) {
      let channel = try? await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
        .connect(host: "127.0.0.1", port: peer.port) { channel in
          channel.eventLoop.makeCompletedFuture {
            try Channel(wrappingChannelSynchronously: channel)
          }
        }
      if let channel { await run(channel, to: peer.life, ready: hasTried, handing: receive) }
      hasTried()
      try? await Task.sleep(for: .milliseconds(50))
    }
  }
}
