/// A line of a file of the course or of a submission.
public struct Place: Hashable, Sendable, Codable, CustomStringConvertible {
  public var file: String
  public var line: Int

  public init(file: String, line: Int) {
    self.file = file
    self.line = line
  }

  public var description: String { "\(file):\(line)" }
}

/// Something that went wrong, in words, where, and what a person needs to look further: compared
/// values, a seed, a schedule, a diagram.
public struct Finding: Hashable, Sendable, Codable {
  public var place: Place?
  public var message: String
  public var details: [String]

  public init(place: Place? = nil, message: String, details: [String] = []) {
    self.place = place
    self.message = message
    self.details = details
  }

  /// As much as a report holds of it: a submission chooses what it says.
  var shortened: Finding {
    var room = Shown.mostText
    return Finding(
      place: place, message: Shown.short(message, in: &room),
      details: details.prefix { _ in room > 0 }.map { Shown.short($0, in: &room) })
  }
}

/// A test as its own source declares it.
public struct TestCase: Hashable, Sendable, Codable {
  /// `ProposerTests/answers()`: the same whoever compiles it.
  public var id: String
  /// The sentence that the test is called by.
  public var name: String
  /// Its line in the chapter.
  public var place: Place

  public init(id: String, name: String, place: Place) {
    self.id = id
    self.name = name
    self.place = place
  }
}

/// What one test found.
public struct TestResult: Hashable, Sendable, Codable {
  public var test: TestCase
  public var verdict: Verdict
  public var findings: [Finding]

  public init(test: TestCase, verdict: Verdict, findings: [Finding] = []) {
    self.test = test
    self.verdict = verdict
    self.findings = findings
  }
}

/// What one submission's work on one exercise is worth.
public struct ExerciseResult: Hashable, Sendable, Codable {
  public var id: String
  public var title: String
  public var stars: Int
  public var file: String
  /// In the order of the chapter; never empty.
  public var tests: [TestResult]
  /// Why nothing was run, where nothing was.
  public var findings: [Finding]

  public init(_ exercise: Exercise, tests: [TestResult], findings: [Finding] = []) {
    id = exercise.id
    title = exercise.title
    stars = exercise.stars
    file = exercise.stub.path
    self.tests = tests
    self.findings = findings
  }

  public var possible: Points { Points(stars: stars) }
  /// Every test has an equal share of the exercise's points, and earns all of it or nothing.
  public var shares: [Points] { possible.split(into: tests.count) }
  public var earned: Points {
    zip(tests, shares).filter { $0.0.verdict == .passed }.map(\.1).total
  }
  /// Passed only if every test passed; otherwise what the first one that didn't says, where a
  /// grader that failed or a stub left untouched speaks for all.
  public var verdict: Verdict {
    for verdict in [Verdict.graderFailed, .notAttempted]
    where tests.contains(where: { $0.verdict == verdict }) { return verdict }
    return tests.first { $0.verdict != .passed }?.verdict ?? (tests.isEmpty ? .failed : .passed)
  }
}

/// All that was graded of one student's work.
public struct SubmissionResult: Hashable, Sendable {
  public var name: String
  /// Why the submission as a whole could not be read, where it couldn't.
  public var problem: String?
  public var exercises: [ExerciseResult]

  public init(name: String, problem: String? = nil, exercises: [ExerciseResult]) {
    self.name = name
    self.problem = problem
    self.exercises = exercises
  }

  public var earned: Points { exercises.map(\.earned).total }
  public var possible: Points { exercises.map(\.possible).total }
  /// Whether the grader failed on any of it, so that what it earned is not known.
  public var isUnknown: Bool { exercises.contains { $0.verdict == .graderFailed } }
}

/// The one model behind every report. It holds no time of day and no path outside the course, so
/// that grading the same work twice gives the same bytes.
public struct GradeReport: Hashable, Sendable {
  /// What kept submissions apart from the machine, in words.
  public var isolation: String
  /// In the order of their names.
  public var submissions: [SubmissionResult]

  public init(isolation: String, submissions: [SubmissionResult]) {
    self.isolation = isolation
    self.submissions = submissions
  }
}
