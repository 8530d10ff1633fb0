internal import ArgumentParser
internal import Literate

/// `7.2` on the command line.
struct ExerciseLabel: ExpressibleByArgument {
  var chapter: Int
  var number: Int

  init(chapter: Int, number: Int) {
    self.chapter = chapter
    self.number = number
  }

  init?(argument: String) {
    let parts = argument.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let chapter = parts[0], let number = parts[1] else { return nil }
    self.chapter = chapter
    self.number = number
  }
}

extension Workspace {
  /// The exercise with that label and its chapter.
  func exercise(_ label: ExerciseLabel) throws -> (exercise: ExerciseText, chapter: Chapter) {
    let chapter = try chapter(label.chapter)
    if let exercise = chapter.exercises.first(where: { $0.number == label.number }) {
      return (exercise, chapter)
    }
    let known = chapter.exercises.map(\.label).joined(separator: ", ")
    throw CommandFailure(
      .usage,
      "course: there is no exercise \(label.chapter).\(label.number); "
        + (known.isEmpty
          ? "chapter \(label.chapter) has none" : "chapter \(label.chapter) has \(known)"))
  }
}
