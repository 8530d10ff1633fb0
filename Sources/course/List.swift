internal import ArgumentParser
internal import Literate

struct List: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "The chapters, and how far you are.")

  func run() throws {
    let workspace = try Workspace.current()
    print(try Overview(workspace).table)
  }
}

/// The table of chapters with the reader's progress.
struct Overview {
  private var course: CourseText
  private var progress: [Int: Progress] = [:]

  /// Points of a chapter's exercises.
  struct Progress {
    var exercises = 0
    var begun = 0
  }

  init(_ workspace: Workspace) throws {
    course = try CourseText.read(from: workspace.files)
    for chapter in course.chapters {
      var progress = Progress()
      for exercise in chapter.exercises {
        progress.exercises += 1
        let path = "Exercises/\(chapter.module)/\(exercise.name).swift"
        let stub = exercise.stubs.map(\.fenced.literal).joined(separator: [UInt8(ascii: "\n")])
        if let work = try workspace.files.read(path), work != Array(stub) { progress.begun += 1 }
      }
      self.progress[chapter.number] = progress
    }
  }

  var table: String {
    Catalogue.entries.map { entry in
      let number = String(entry.number)
      let name =
        String(repeating: " ", count: 2 - number.count) + number + "  " + entry.title.padded(to: 32)
      guard let chapter = course.chapters.first(where: { $0.number == entry.number }) else {
        return Terminal.styled(name + "to come", .dim)
      }
      return name + status(chapter)
    }.joined(separator: "\n")
  }

  private func status(_ chapter: Chapter) -> String {
    let cells = Terminal.count(chapter.cells.count, "cell")
    guard let progress = progress[chapter.number], progress.exercises > 0 else { return cells }
    return "\(cells), \(Terminal.count(progress.exercises, "exercise")), \(progress.begun) begun"
  }

  /// The first thing worth doing now.
  var nextStep: String {
    guard let first = course.chapters.first else { return "swift run course new chapter" }
    let open = course.chapters.first { chapter in
      let progress = progress[chapter.number] ?? Progress()
      return progress.begun < progress.exercises
    }
    let chapter = open ?? first
    return "read \(chapter.path), then `swift run course test \(chapter.number)`"
  }
}
