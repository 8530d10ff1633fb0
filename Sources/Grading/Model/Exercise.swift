/// A text file of the course, by its path from the package's root.
public struct SourceFile: Hashable, Sendable {
  public var path: String
  public var text: String

  public init(path: String, text: String) {
    self.path = path
    self.text = text
  }
}

/// A wrong turn: a whole source that compiles like the solution and must be caught by a test.
public struct Mutant: Hashable, Sendable {
  public var name: String
  public var source: String

  public init(name: String, source: String) {
    self.name = name
    self.source = source
  }
}

/// A right solution in another style: a whole source that every test must pass, so that the tests
/// demand what the exercise says, and not how we would write it.
public struct RightSolution: Hashable, Sendable {
  public var name: String
  public var source: String

  public init(name: String, source: String) {
    self.name = name
    self.source = source
  }
}

/// What a chapter and its solutions say about one exercise: all that grading it needs.
///
/// The tests that must report are not listed here: they are asked of the compiled test file
/// itself, with the stub in place, before any submission is looked at.
public struct Exercise: Hashable, Sendable {
  public var chapter: Int
  public var number: Int
  public var title: String
  public var stars: Int
  /// The stub as the chapter shows it, under the path where the reader's work goes
  /// (`Exercises/Chapter7/Proposer.swift`).
  public var stub: SourceFile
  /// The tests, with `#sourceLocation` lines where they come from prose.
  public var tests: SourceFile
  public var solution: String?
  public var rights: [RightSolution]
  public var mutants: [Mutant]

  public init(
    chapter: Int, number: Int, title: String, stars: Int, stub: SourceFile, tests: SourceFile,
    solution: String? = nil, rights: [RightSolution] = [], mutants: [Mutant] = []
  ) {
    self.chapter = chapter
    self.number = number
    self.title = title
    self.stars = stars
    self.stub = stub
    self.tests = tests
    self.solution = solution
    self.rights = rights
    self.mutants = mutants
  }

  /// `7.2`, as the chapter's heading has it.
  public var id: String { "\(chapter).\(number)" }
  /// `Proposer`, the stub's file without its ending.
  public var name: String {
    let file = stub.path.split(separator: "/").last ?? ""
    return file.hasSuffix(".swift") ? String(file.dropLast(6)) : String(file)
  }
  /// `Exercise7`, the module that the tests import.
  public var module: String { "Exercise\(chapter)" }
}
