internal import Grading
internal import Literate

/// The table of chapters with the reader's progress.
struct Overview {
  /// How far the reader is with a chapter's exercises.
  private struct Progress {
    var points = Points.zero
    var total = Points.zero
    /// The first exercise that has not earned all its points.
    var next: ExerciseText?
  }

  private var course: CourseText
  private var progress: [Int: Progress] = [:]

  init(_ workspace: Workspace) throws {
    course = try CourseText.read(from: workspace.files)
    for chapter in course.chapters {
      var progress = Progress()
      for exercise in chapter.exercises {
        let points = try workspace.points(of: exercise) ?? .zero
        progress.points = progress.points + points
        progress.total = progress.total + exercise.worth
        if points < exercise.worth, progress.next == nil { progress.next = exercise }
      }
      self.progress[chapter.number] = progress
    }
  }

  var table: String {
    Catalogue.entries.map { entry in
      let number = String(repeating: " ", count: entry.number < 10 ? 1 : 0) + "\(entry.number)"
      let name = "\(number)  \(entry.title.padded(to: 32))"
      guard let chapter = course.chapters.first(where: { $0.number == entry.number }) else {
        return Terminal.styled(name + "to come", .dim)
      }
      return name + status(of: chapter)
    }.joined(separator: "\n")
  }

  /// In 80 columns a bar and the number of cells, too.
  private func status(of chapter: Chapter) -> String {
    let cells = Terminal.count(chapter.cells.count, "cell")
    guard let progress = progress[chapter.number], progress.total > .zero else { return cells }
    let points = "\(progress.points) of \(progress.total) points"
    guard Terminal.columns >= 80 else { return points }
    let bar = Self.bar(progress.points.hundredths, of: progress.total.hundredths)
    return "\(bar) \(points), \(cells)"
  }

  private static func bar(_ part: Int, of whole: Int) -> String {
    let width = 10
    let full = part * width / max(1, whole)
    return Terminal.styled(String(repeating: "█", count: full), .green)
      + Terminal.styled(String(repeating: "░", count: width - full), .dim)
  }

  /// The first thing worth doing now, in one chapter or in all.
  func nextStep(in number: Int? = nil) -> String {
    let chapters = course.chapters.filter { number == nil || $0.number == number }
    guard let first = chapters.first else { return "swift run course new chapter \(number ?? 1)" }
    for chapter in chapters {
      guard let progress = progress[chapter.number], let exercise = progress.next else { continue }
      if progress.points == .zero {
        return "read \(chapter.path), then `swift run course watch \(chapter.number)`"
      }
      return "exercise \(exercise.label) \(String(repeating: "★", count: exercise.stars)) "
        + "\(exercise.title): \(chapter.path):\(exercise.line), "
        + "then `swift run course grade \(exercise.label)`"
    }
    return "read \(first.path), then `swift run course run \(first.number)`"
  }
}
