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
  func exercise(_ label: ExerciseLabel) throws -> (exercise: Literate.Exercise, chapter: Chapter) {
    let chapter = try chapter(label.chapter)
    if let exercise = chapter.exercises.first(where: { $0.number == label.number }) {
      return (exercise, chapter)
    }
    let known = chapter.exercises.map(\.label).joined(separator: ", ")
    throw Failure(
      .usage,
      "course: there is no exercise \(label.chapter).\(label.number); "
        + (known.isEmpty
          ? "chapter \(label.chapter) has none" : "chapter \(label.chapter) has \(known)"))
  }
}

extension Workspace {
  /// The hundredths of points that the student's work on an exercise earned, if it was graded as it stands.
  func points(of exercise: Literate.Exercise) throws -> Int? {
    guard let work = try files.read(exercise.workPath) else { return nil }
    return ReaderNotes(self).points(exercise.label, for: work)
  }

  func hasFullMarks(_ exercise: Literate.Exercise) throws -> Bool {
    try points(of: exercise) == exercise.stars
  }
}

extension Literate.Exercise {
  /// Where the student's work stands.
  var workPath: String { "Exercises/Chapter\(chapter)/\(name).swift" }

  /// The stub as the chapter has it.
  var stub: [UInt8] { Array(stubs.map(\.fenced.literal).joined(separator: [UInt8(ascii: "\n")])) }
}
