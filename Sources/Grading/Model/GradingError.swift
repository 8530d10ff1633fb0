/// Why nothing could be graded: nothing of this is the student's doing.
public enum GradingError: Error, Hashable, CustomStringConvertible {
  /// The machine lacks something; the text says what to do.
  case environment(String)
  /// The course's own libraries don't build.
  case libraries(String)
  /// An exercise's own stub or tests are at fault.
  case exercise(id: String, problem: String)

  public var description: String {
    switch self {
    case .environment(let problem): problem
    case .libraries(let output): "the course's libraries don't build:\n\(output)"
    case .exercise(let id, let problem): "exercise \(id) can't be graded: \(problem)"
    }
  }
}
