internal import Grading
internal import Literate

/// A chapter's exercises, a line each, with the reader's points.
struct ExerciseTable {
  private let chapter: Chapter
  private let points: [Points?]

  init(_ chapter: Chapter, _ workspace: Workspace) throws {
    self.chapter = chapter
    points = try chapter.exercises.map(workspace.points)
  }

  var text: String {
    guard !chapter.exercises.isEmpty else { return "Chapter \(chapter.number) has no exercises." }
    let earned = points.reduce(.zero) { $0 + ($1 ?? .zero) }
    let possible = chapter.exercises.reduce(Points.zero) { $0 + $1.worth }
    let heading = Terminal.styled(
      "Chapter \(chapter.number): \(earned) of \(possible) points", .bold)
    return ([heading] + zip(chapter.exercises, points).map(line)).joined(separator: "\n")
  }

  private func line(_ exercise: ExerciseText, _ points: Points?) -> String {
    let isSolved = points == exercise.worth
    let stars = String(repeating: "★", count: exercise.stars)
    let score = "\(points.map(\.description) ?? "–")/\(exercise.worth)"
    // No wider than on a terminal of 80 columns, where the points are still near the title.
    let width = min(80, Terminal.columns) - 29
    let title = exercise.title.cut(to: width).padded(to: width)
    let line =
      "  \(isSolved ? "✓" : "·") \(exercise.label.padded(to: 5)) \(stars.padded(to: 4)) \(title) "
      + score.leftPadded(to: 8)
    return isSolved ? Terminal.styled(line, .green) : line
  }
}

extension String {
  /// At most so many characters, the last of them an ellipsis if there were more.
  func cut(to width: Int) -> String {
    count <= width ? self : String(prefix(max(0, width - 1))) + "…"
  }
}
