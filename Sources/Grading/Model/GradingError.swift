/// Why nothing could be graded: nothing of this is the student's doing.
public enum GradingError: Error, Hashable, CustomStringConvertible {
  /// The machine lacks something; the text says what to do.
  case environment(String)
  /// The course's own libraries don't build.
  case libraries(String)
  /// An exercise's own stub or tests are at fault.
  case exercise(id: String, problem: String)

  /// Whether an exercise of the course is at fault, and not the machine.
  public var isOfExercise: Bool { if case .exercise = self { true } else { false } }

  /// What is wrong with the machine, in words that name no place of it.
  static func reason(_ error: any Error) -> String {
    (error as? GradingError)?.description
      ?? "the grader can't write what it needs: is there room on the disk?"
  }

  public var description: String {
    switch self {
    case .environment(let problem): problem
    case .libraries(let output): "the course's libraries don't build:\n\(output)"
    case .exercise(let id, let problem): "exercise \(id) can't be graded: \(problem)"
    }
  }
}
