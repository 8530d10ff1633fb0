/// An exercise as its chapter has it: a heading that numbers it, a stub, tests, and hints.
public struct ExerciseText: Sendable {
  /// The chapter's number and the exercise's own, as in 7.2.
  public var chapter: Int
  public var number: Int
  /// One to four: about 20 minutes, an hour, three hours, a day.
  public var stars: Int
  public var title: String
  /// The heading's line.
  public var line: Int
  /// The stub's name, which its file and that of its tests are called by.
  public var name: String = ""
  public var stubs: [Block] = []
  public var tests: [Block] = []
  public var hints: [Hint] = []

  public struct Hint: Hashable, Sendable {
    public var title: String
    public var line: Int
    public var text: String
  }

  /// `7.2`.
  public var label: String { "\(chapter).\(number)" }

  /// Where the student's work stands, a copy of the stub at first.
  public var workPath: String { "Exercises/Chapter\(chapter)/\(name).swift" }
  public var testsPath: String { "Tests/Exercise\(chapter)Tests/\(name).swift" }

  /// The stub as the chapter has it.
  public var stub: [UInt8] { Array(stubs.map(\.fenced.literal).joined(separator: [Ascii.newline])) }
}
