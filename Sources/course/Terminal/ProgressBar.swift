internal import Synchronization

/// One line that is written over as work goes on; nothing where errors go to no terminal.
final class ProgressBar: Sendable {
  private let title: String
  private let start = ContinuousClock.now
  private let isShown = Mutex(false)
  /// Work that is done sooner needs no bar.
  private static let patience = Duration.seconds(1)

  init(_ title: String) { self.title = title }

  /// Shows how many of how many are done, and what is being done.
  func show(_ done: Int, of count: Int, _ work: String = "") {
    guard start.duration(to: .now) > Self.patience else { return }
    let width = Terminal.columns < 80 ? 12 : 24
    let full = min(width, done * width / max(1, count))
    let bar = String(repeating: "█", count: full) + String(repeating: "░", count: width - full)
    isShown.withLock { isShown in
      isShown = true
      Terminal.status("\(title) \(bar) \(done)/\(count) \(work)")
    }
  }

  func clear() {
    isShown.withLock { isShown in
      if isShown { Terminal.clearStatus() }
      isShown = false
    }
  }
}
