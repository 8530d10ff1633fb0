internal import ExerciseSupport

/// Runs the calls of clients that have several outstanding, each at most once.
///
/// Memory: for each client one number, and the replies that it has not
/// acknowledged. Our solution has 17 lines.
public struct CallTable<
  Command: Hashable & Sendable, Reply: Hashable & Sendable
>: Sendable {
  public init() {}

  /// How many replies are kept.
  public var storedReplies: Int {
    unimplemented("CallTable.storedReplies", returning: 0)
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
    unimplemented("CallTable.execute", returning: nil)
  }
}
