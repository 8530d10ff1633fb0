// Generated from Solutions/02-rpc.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 638826e7fcd3915d

#sourceLocation(file: "Solutions/02-rpc.md", line: 413)
/// Runs the calls of clients that have several outstanding, each at most once.
///
/// Memory: for each client one number, and the replies that it has not
/// acknowledged. Our solution has 17 lines.
public struct CallTable<
  Command: Hashable & Sendable, Reply: Hashable & Sendable
>: Sendable {
  private struct Client {
    var acknowledged = 0
    var replies: [Int: Reply] = [:]
  }

  private var clients: [Int: Client] = [:]

  public init() {}

  /// How many replies are kept.
  public var storedReplies: Int {
    clients.values.reduce(0) { $0 + $1.replies.count }
  }

  /// Runs the command if this call is new, and returns its reply.
  ///
  /// - Parameters:
  ///   - sequence: names the call among its client's, counted from 1.
  ///   - acknowledged: the client has the replies to all calls up to this one.
  ///   - run: executes a command.
  /// - Returns: the call's reply; nil if the client has acknowledged it.
  public mutating func execute(
    _ command: Command, from client: Int, sequence: Int, acknowledged: Int,
    run: (Command) -> Reply
  ) -> Reply? {
    var state = clients[client, default: Client()]
    defer { clients[client] = state }
    if acknowledged > state.acknowledged {
      state.acknowledged = acknowledged
      state.replies = state.replies.filter { $0.key > acknowledged }
    }
    guard sequence > state.acknowledged else { return nil }
    if let reply = state.replies[sequence] { return reply }
    let reply = run(command)
    state.replies[sequence] = reply
    return reply
  }
}
#sourceLocation()
