// Generated from Solutions/05-vector-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 5c7f0de220a9c42e

#sourceLocation(file: "Solutions/05-vector-clocks.md", line: 487)
public import Chapter5
internal import ExerciseSupport

/// The processes that wait and can never go on.
public func deadlocked(_ snapshot: WaitSnapshot) -> Set<Int> {
  var stuck = Set(snapshot.processes.indices)
  func hasGranted(_ sender: Int, _ receiver: Int) -> Bool {
    !stuck.contains(sender)
      || snapshot.grants.contains(.init(from: sender, to: receiver))
  }
  func canGoOn(_ process: Int) -> Bool {
    switch snapshot.processes[process] {
    case .active, .passive: true
    case .waitsForAll(let others): others.allSatisfy { hasGranted($0, process) }
    case .waitsForAny(let others): others.contains { hasGranted($0, process) }
    }
  }
  while let free = stuck.first(where: canGoOn) { stuck.remove(free) }
  return stuck
}

/// Whether nothing will ever happen again, with all work done.
public func terminated(_ snapshot: WaitSnapshot) -> Bool {
  let isIdle = snapshot.processes.allSatisfy { $0 == .passive }
  return isIdle && snapshot.grants.isEmpty && snapshot.work == 0
}
#sourceLocation()
