internal import Synchronization

/// How far a round is: the messages that its clients have heard, and how many of them still wait.
public final class Tally: Sendable {
  private let state: Mutex<(heard: Int, open: Int)>

  public init(open: Int) { state = Mutex((0, open)) }

  public var heard: Int { state.withLock { $0.heard } }

  public func hear() { state.withLock { $0.heard += 1 } }
  public func close() { state.withLock { $0.open -= 1 } }

  /// Returns when so many messages were heard, or when no client waits for any.
  public func reach(_ count: Int) async {
    while state.withLock({ $0.heard < count && $0.open > 0 }) {
      try? await Task.sleep(for: .microseconds(100))
    }
  }
}
