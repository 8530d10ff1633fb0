internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Ends a process in the middle of its writing, where a signal from outside would never hit.
///
/// Each byte that is written is a step, and so is each sync, rename and cut: after so many of them the
/// process is killed by its own hand, with the file as it is then.
final class Fuse: Sendable {
  private let steps: Mutex<Int>
  private let blow: @Sendable () throws -> Void

  /// - Parameter blow: what happens after the last step; the default is death, without last words.
  init(after steps: Int, blow: @escaping @Sendable () throws -> Void = { kill(getpid(), SIGKILL) })
  {
    self.steps = Mutex(steps)
    self.blow = blow
  }

  /// How many of these steps may still be taken.
  func allowance(_ wanted: Int) -> Int { steps.withLock { min($0, wanted) } }

  /// Takes so many steps; then, if none are left, it blows.
  func burn(_ taken: Int) throws {
    let left = steps.withLock { steps in
      steps -= taken
      return steps
    }
    if left <= 0 { try blow() }
  }
}
