internal import NIOCore
internal import NIOPosix
internal import Simulation
internal import Synchronization

/// A node's connections: at most one with each other node, for both directions.
///
/// Of two nodes, the one that was started later connects to the other, so that nobody need be told
/// where a node is that was started after it. What is sent to a node without a connection is lost:
/// links are fair-loss, and whoever needs an answer asks again.
final class Connections: Outlet {
  typealias Channel = NIOAsyncChannel<ByteBuffer, ByteBuffer>
  typealias Receiver = @Sendable ([UInt8], NodeID) async throws -> Void

  private struct State {
    var outboxes: [NodeID: Outbox] = [:]
    /// To whom nothing is sent: the link in that direction is cut.
    var cut: Set<NodeID> = []
    /// Who has connected to this node: it was started later, and is not to be looked for any more.
    var later: Set<NodeID> = []
  }

  private let life: Life
  private let roster: Roster
  private let fleet: String
  private let limit: Int
  private let patience: Duration
  private let state = Mutex(State())

  /// - Parameters:
  ///   - fleet: a word that the nodes of one fleet share, and no others.
  ///   - limit: how long a message may be, in bytes.
  ///   - patience: how long a stranger may keep a connection open before saying who it is.
  init(
    of life: Life, in roster: Roster, fleet: String, limit: Int = 1 << 20,
    patience: Duration = .seconds(5)
  ) {
    self.life = life
    self.roster = roster
    self.fleet = fleet
    self.limit = limit
    self.patience = patience
  }

  func send(_ message: [UInt8], to receiver: NodeID) throws {
    guard message.count <= limit else {
      throw ConnectionError.tooLong(message.count, limit: limit)
    }
    let outbox = state.withLock { $0.cut.contains(receiver) ? nil : $0.outboxes[receiver] }
    outbox?.send(message)
  }

  /// From now on nothing is sent to that node; what was sent before may still arrive.
  func cut(_ node: NodeID) { state.withLock { _ = $0.cut.insert(node) } }

  func mend(_ node: NodeID) { state.withLock { _ = $0.cut.remove(node) } }

  /// Whether a later life of that node has connected to this one.
  func hasConnected(_ node: NodeID) -> Bool { state.withLock { $0.later.contains(node) } }

  // MARK: One connection

  /// Speaks over a channel until it ends or breaks a rule; says which, unless it ended in order.
  ///
  /// - Parameter peer: whom this node has connected to; nil if it was connected to.
  /// - Parameter ready: called once both sides know each other.
  func run(
    _ channel: Channel, to peer: Life?, ready: @escaping @Sendable () -> Void = {},
    handing receive: @escaping Receiver
  ) async {
    // A channel that its peer has closed can't be closed again; that is no news.
    try? await channel.executeThenClose { inbound, outbound in
      do {
        try await self.converse(inbound, outbound, peer, ready, receive)
      } catch is CancellationError {
        // It is we who end.
      } catch is IOError {
        // The other end is gone: nodes crash.
      } catch {
        say("\(self.roster.name(of: self.life.node)) closes a connection: \(error)")
      }
    }
  }

  private func converse(
    _ inbound: NIOAsyncChannelInboundStream<ByteBuffer>,
    _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>,
    _ peer: Life?, _ ready: @escaping @Sendable () -> Void, _ receive: @escaping Receiver
  ) async throws {
    let outbox = Outbox()
    let speaker = Speaker()
    defer { forget(speaker.node, outbox) }
    if let peer { outbox.send(try greeting(to: peer)) }
    try await withThrowingTaskGroup(of: Bool.self) { group in
      group.addTask {
        for await frame in outbox.frames { try await outbound.write(ByteBuffer(bytes: frame)) }
        return true
      }
      // Whom we have connected to may be paused; who connects to us may be anybody.
      if peer == nil {
        group.addTask {
          try await Task.sleep(for: self.patience)
          guard speaker.node != nil else { throw ConnectionError.noGreeting(after: self.patience) }
          return false
        }
      }
      group.addTask {
        try await self.read(inbound) { body in
          if let known = speaker.node { return try await receive(body, known) }
          speaker.node = try self.welcome(body, from: peer, outbox)
          ready()
        }
        return true
      }
      defer { group.cancelAll() }
      while let isOver = try await group.next(), !isOver {}
    }
  }

  private func read(
    _ inbound: NIOAsyncChannelInboundStream<ByteBuffer>, _ body: ([UInt8]) async throws -> Void
  ) async throws {
    var reader = FrameReader(limit: limit)
    for try await buffer in inbound {
      reader.feed(buffer.readableBytesView)
      while let frame = try reader.next() { try await body(frame) }
    }
    if reader.isInsideFrame { throw ConnectionError.brokenOff }
  }

  // MARK: Greetings

  private func greeting(to receiver: Life) throws -> [UInt8] {
    try CompactEncoder.bytes(of: Greeting(fleet: fleet, sender: life, receiver: receiver))
  }

  /// Takes up the connection with whoever greets, and returns who that is.
  private func welcome(_ body: [UInt8], from peer: Life?, _ outbox: Outbox) throws -> NodeID {
    let greeting = try CompactDecoder.value(Greeting.self, from: body)
    let sender = greeting.sender
    guard greeting == Greeting(fleet: fleet, sender: peer ?? sender, receiver: life),
      roster.contains(sender.node), sender.node != life.node
    else { throw ConnectionError.stranger }
    if peer == nil { outbox.send(try self.greeting(to: sender)) }
    let earlier = state.withLock { state in
      if peer == nil { state.later.insert(sender.node) }
      defer { state.outboxes[sender.node] = outbox }
      return state.outboxes[sender.node]
    }
    earlier?.close()
    return sender.node
  }

  /// The outbox of a closed connection is nobody's any more; a newer one stays.
  private func forget(_ node: NodeID?, _ outbox: Outbox) {
    outbox.close()
    guard let node else { return }
    state.withLock { if $0.outboxes[node] === outbox { $0.outboxes[node] = nil } }
  }
}

/// What is to be written to a connection. When it overflows, what is newest stays.
private final class Outbox: Sendable {
  let frames: AsyncStream<[UInt8]>
  private let input: AsyncStream<[UInt8]>.Continuation

  init() { (frames, input) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1000)) }

  func send(_ body: [UInt8]) { input.yield(Frame.bytes(around: body)) }
  func close() { input.finish() }
}

/// Who is at the other end, once it has said so.
private final class Speaker: Sendable {
  private let state = Mutex<NodeID?>(nil)

  var node: NodeID? {
    get { state.withLock { $0 } }
    set { state.withLock { $0 = newValue } }
  }
}
