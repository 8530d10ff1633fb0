import ExerciseSupport

/// The sum of the numbers up to and including `last`.
public func sum(upTo last: Int) -> Int {
  unimplemented("sum", returning: 0)
}
