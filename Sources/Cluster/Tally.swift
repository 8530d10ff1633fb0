internal import Synchronization

/// How far a round is: the messages that its clients have heard, and how many of them still wait.
final class Tally: Sendable {
  private let state: Mutex<(heard: Int, open: Int)>

  init(open: Int) { state = Mutex((0, open)) }

  var heard: Int { state.withLock { $0.heard } }

  func hear() { state.withLock { $0.heard += 1 } }
  func close() { state.withLock { $0.open -= 1 } }

  /// Returns when so many messages were heard, or when no client waits for any.
  func reach(_ count: Int) async {
    while state.withLock({ $0.heard < count && $0.open > 0 }) {
      try? await Task.sleep(for: .microseconds(100))
    }
  }
}
