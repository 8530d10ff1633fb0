// Generated from Solutions/05-vector-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest b975433d5113e070

#sourceLocation(file: "Solutions/05-vector-clocks.md", line: 11)
public import Chapter5
internal import ExerciseSupport

/// How the left vector compares with the right one.
public func compare(
  _ left: SparseVector, _ right: SparseVector
) -> CausalOrder {
  let processes = Set(left.entries.keys).union(right.entries.keys)
  let isSmaller = processes.contains { left[$0] < right[$0] }
  let isLarger = processes.contains { left[$0] > right[$0] }
  switch (isSmaller, isLarger) {
  case (true, true): return .concurrent
  case (true, false): return .before
  case (false, true): return .after
  case (false, false): return .equal
  }
}
#sourceLocation()
