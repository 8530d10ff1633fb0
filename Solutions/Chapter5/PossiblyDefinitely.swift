// Generated from Solutions/05-vector-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 4f87cb560b65ff4c

#sourceLocation(file: "Solutions/05-vector-clocks.md", line: 616)
public import Chapter3
public import Chapter5
internal import ExerciseSupport

/// A consistent cut of the run in which the condition holds, any one of them;
/// nil if there is none.
public func possibly(
  _ run: Execution, processes: Int, _ condition: (Cut) -> Bool
) -> Cut? {
  var level: Set<Cut> = [Cut(Array(repeating: 0, count: processes))]
  while !level.isEmpty {
    if let witness = level.first(where: condition) { return witness }
    level = Set(level.flatMap(run.successors))
  }
  return nil
}

/// Whether every path through the consistent cuts, from the first to the last,
/// meets one in which the condition holds.
public func definitely(
  _ run: Execution, processes: Int, _ condition: (Cut) -> Bool
) -> Bool {
  var level: Set<Cut> = [Cut(Array(repeating: 0, count: processes))]
  for step in 0...run.events.count {
    level = level.filter { !condition($0) }
    if step < run.events.count { level = Set(level.flatMap(run.successors)) }
  }
  return level.isEmpty
}
#sourceLocation()
