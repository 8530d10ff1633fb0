internal import Grading
internal import Literate

/// What of a reader's own work is done. Everything that asks, asks here.
extension Workspace {
  /// The points that the work on an exercise earned, if it was graded as it stands.
  func points(of exercise: ExerciseText) throws -> Points? {
    guard let work = try files.read(exercise.workPath) else { return nil }
    return ReaderNotes(self).points(exercise.label, for: work)
  }

  /// Whether the work on an exercise, as it stands, earned all its points.
  func hasFullMarks(_ exercise: ExerciseText) throws -> Bool {
    try points(of: exercise) == exercise.worth
  }
}

extension ExerciseText {
  /// What the whole exercise is worth.
  var worth: Points { Points(stars: stars) }
}
