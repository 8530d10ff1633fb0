internal import Synchronization

/// A place in a stub that nobody has filled in yet.
package struct Gap: Hashable, Sendable {
  package let what: String
  /// The path from the package's root, as a reader would open it.
  package let file: String
  package let line: Int

  package init(what: String, file: String, line: Int) {
    self.what = what
    self.file = Self.relative(file)
    self.line = line
  }

  /// What the reader should do about it.
  package var advice: String {
    "\(what) is not attempted yet: fill in \(file):\(line)"
  }

  /// Cuts what lies outside the package off a path: reports name no place of one machine.
  private static func relative(_ path: String) -> String {
    let parts = path.split(separator: "/")
    guard let root = parts.lastIndex(where: { $0 == "Exercises" || $0 == "Solutions" }) else {
      return parts.last.map(String.init) ?? path
    }
    return parts[root...].joined(separator: "/")
  }
}

/// The gaps that one test ran into.
///
/// Tests run side by side, so each has its own attempt, carried by a task-local. A stub that is
/// called from a detached task or a thread of its own has none: such a gap is known to the process
/// alone, which is enough where a process runs a single test, as the grader's do.
package final class Attempt: Sendable {
  @TaskLocal package static var current: Attempt?
  /// Every gap met in this process, whichever test met it.
  package static let process = Attempt()

  private static let observer = Mutex<(@Sendable (Gap) -> Void)?>(nil)

  private let met = Mutex<[Gap]>([])

  package init() {}

  /// The gaps in the order met, each once.
  package var gaps: [Gap] { met.withLock { $0 } }

  /// Hears of each gap of the process as it is met: what follows may crash.
  package static func observe(_ observer: @escaping @Sendable (Gap) -> Void) {
    Self.observer.withLock { $0 = observer }
  }

  static func mark(_ gap: Gap) {
    current?.add(gap)
    if process.add(gap) { observer.withLock { $0 }?(gap) }
  }

  /// Whether it is a new one.
  @discardableResult
  private func add(_ gap: Gap) -> Bool {
    met.withLock { gaps in
      if gaps.contains(gap) { return false }
      gaps.append(gap)
      return true
    }
  }
}
