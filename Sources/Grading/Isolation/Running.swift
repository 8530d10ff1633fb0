internal import Synchronization

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// What the grader has under way: process groups, and folders that somebody will remove.
///
/// When the grader itself is interrupted, all of it goes, and no result comes of it: what a process
/// left that we killed says nothing about a submission.
enum Running {
  private struct State {
    var groups: Set<pid_t> = []
    var folders: Set<String> = []
    var isOver = false
  }

  private static let state = Mutex(State())

  /// Starts a process that leads a group of its own. Neither this nor `ended` returns once all is over.
  static func begin(_ start: () throws(SystemError) -> pid_t) throws(SystemError) -> pid_t {
    let group = state.withLock { state -> Result<pid_t, SystemError>? in
      guard !state.isOver else { return nil }
      let group = Result { () throws(SystemError) in try start() }
      if case .success(let group) = group { state.groups.insert(group) }
      return group
    }
    guard let group else { waitForTheEnd() }
    return try group.get()
  }

  static func ended(_ group: pid_t) {
    let isOver = state.withLock { state in
      state.groups.remove(group)
      return state.isOver
    }
    if isOver { waitForTheEnd() }
  }

  private static func waitForTheEnd() -> Never { while true { pause() } }

  static func made(_ folder: String) { state.withLock { _ = $0.folders.insert(folder) } }
  static func removed(_ folder: String) { state.withLock { _ = $0.folders.remove(folder) } }

  static func endAll() {
    let (groups, folders) = state.withLock { state in
      state.isOver = true
      return (state.groups, state.folders)
    }
    for group in groups { killpg(group, SIGKILL) }
    for folder in folders { try? FileManager.default.removeItem(atPath: folder) }
  }
}

extension Grader {
  /// Ends whatever graders of this process have running, and removes what they work in. What they were
  /// asked is never answered: call it right before the process itself ends.
  public static func endAll() { Running.endAll() }
}
