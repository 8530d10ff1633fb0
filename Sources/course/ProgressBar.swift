internal import Synchronization

/// One line that is written over as work goes on; nothing where the output is no terminal.
final class ProgressBar: Sendable {
  private let title: String
  private let start = ContinuousClock.now
  private let isShown = Mutex(false)

  init(_ title: String) { self.title = title }

  /// Shows how many of how many are done, once the work has taken two seconds.
  func show(_ done: Int, of count: Int) {
    guard Terminal.hasColour, start.duration(to: .now) > .seconds(2) else { return }
    let width = 30
    let full = done * width / max(1, count)
    let bar = String(repeating: "█", count: full) + String(repeating: "░", count: width - full)
    isShown.withLock { isShown in
      isShown = true
      Terminal.status("\(title) \(bar) \(done)/\(count)")
    }
  }

  func clear() {
    isShown.withLock { isShown in
      if isShown { Terminal.status("") }
      isShown = false
    }
  }
}
