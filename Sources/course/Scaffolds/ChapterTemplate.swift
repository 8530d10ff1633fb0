internal import Literate

/// What a new chapter holds before its author has written a line: the order of its sections, one block
/// of each kind that compiles, and an exercise with its solution.
struct ChapterTemplate {
  private var entry: Catalogue.Entry
  private var exercise: ExerciseTemplate

  init(_ entry: Catalogue.Entry) {
    self.entry = entry
    exercise = ExerciseTemplate(
      chapter: entry.number, number: 1, stars: 1, title: "Untitled 1")
  }

  /// The file of its solutions.
  var solutions: String {
    "# Solutions to chapter \(entry.number)\n" + exercise.solution
  }

  var text: String {
    let module = "Chapter\(entry.number)"
    return """
      # \(entry.number). \(entry.title)

      One sentence that promises something.

      ## A run that goes wrong

      Begin with a run that surprises: a cell, its output, and the question it raises.

      ```swift cell=opening
      print("replace me with a run that goes wrong")
      ```

      ```output
      replace me with a run that goes wrong
      ```

      ## The model

      Say what is assumed of nodes, links, failures and time.

      ```swift
      /// What this chapter is about.
      public struct Topic: Hashable, Sendable {
        public var name: String

        public init(name: String) { self.name = name }
      }
      ```

      ## Tests

      Each test is a sentence about behaviour.

      ```swift test
      import Testing

      @testable import \(module)

      @Suite struct TopicTests {
        @Test("a topic has the name it was given") func name() {
          #expect(Topic(name: "\(entry.slug)").name == "\(entry.slug)")
        }
      }
      ```

      ## Five key questions

      What problem does it solve, what does it assume, how are failures handled, what does it cost, \
      and when is it the right tool?

      ## Exercises
      \(exercise.section)
      ## Summary

      - Five lines to take away.

      """
  }
}
