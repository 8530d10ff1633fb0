internal import NIOCore
internal import NIOPosix

/// The network inside of one machine, over which nodes talk here.
enum Loopback {
  /// Finds out whether who listens there is reached, for nodes would try again and again.
  ///
  /// - Throws: `FleetError.noLoopback` if not, as in a container without any network.
  static func check(_ host: String = "127.0.0.1") async throws(FleetError) {
    do {
      let listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
        .bind(host: host, port: 0).get()
      guard let address = listener.localAddress else { throw ChannelError.unknownLocalAddress }
      let client = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
        .connect(to: address).get()
      try await client.close().get()
      try await listener.close().get()
    } catch {
      throw .noLoopback(host)
    }
  }
}
