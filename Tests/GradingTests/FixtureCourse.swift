import Foundation
import Testing

@testable import Grading

/// The course in miniature of `Fixtures`, built once for all tests of a run.
enum FixtureCourse {
  static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Fixtures")
  private static let root = fixtures.appendingPathComponent("../../..").standardizedFileURL
  static let work = root.appendingPathComponent(".build/grading-tests")

  static func text(_ name: String) throws -> String {
    try String(contentsOf: fixtures.appendingPathComponent(name), encoding: .utf8)
  }

  /// - Parameter tests: the file of its tests, if it isn't named for the exercise.
  static func exercise(
    _ number: Int, _ name: String, stars: Int, tests: String? = nil
  ) throws -> Exercise {
    Exercise(
      chapter: 1, number: number, title: "The \(name.lowercased())", stars: stars,
      stub: SourceFile(
        path: "Exercises/Chapter1/\(name).swift", text: try text("\(name).stub.swift")),
      tests: SourceFile(
        path: "Tests/Exercise1Tests/\(name).swift",
        text: try text("\(tests ?? name).tests.swift")),
      solution: try text("\(name).solution.swift"))
  }

  struct Ready: Sendable {
    var grader: Grader
    var ponger: PreparedExercise
    var sum: PreparedExercise
    /// The sum again, with a single test: for what takes its time.
    var once: PreparedExercise
    /// An answer that extends a type of the chapter's.
    var given: PreparedExercise
  }

  /// Grader and exercises under the strongest isolation that works here.
  static let ready = Result { try prepare(isolation: nil, work: "strongest") }
  /// The same without any sandbox, as on a machine that forbids it.
  static let weak = Result { try prepare(isolation: .weakest, work: "weakest") }

  /// Whether the strongest isolation of this machine is a sandbox.
  static let hasSandbox = Isolation.strongest(for: NSTemporaryDirectory()).bubblewrap != nil

  static let limits = Limits(
    processorSeconds: 1, wallSeconds: 8, memory: 256 << 20, processes: 40, fileSize: 1 << 20,
    openFiles: 64, output: 1 << 20)

  static func grader(isolation: Isolation?, work name: String) throws -> Grader {
    try Grader(
      package: try package.get().path, work: work.appendingPathComponent(name).path,
      isolation: isolation, limits: limits)
  }

  static func prepare(isolation: Isolation?, work name: String) throws -> Ready {
    let grader = try grader(isolation: isolation, work: name)
    let exercises = try grader.prepare([
      try exercise(1, "Ponger", stars: 2), try exercise(2, "Sum", stars: 1),
      try exercise(3, "Sum", stars: 1, tests: "Once"), try exercise(4, "Given", stars: 1),
    ])
    return Ready(
      grader: grader, ponger: exercises[0], sum: exercises[1], once: exercises[2],
      given: exercises[3])
  }

  /// The package, made of the fixture's own modules and the real ones for exercises.
  private static let package = Result { try makePackage() }

  private static func makePackage() throws -> URL {
    let course = work.appendingPathComponent("course")
    let files = FileManager.default
    for (from, to) in [
      (fixtures.appendingPathComponent("Course/Package.swift"), "Package.swift"),
      (fixtures.appendingPathComponent("Course/Sources/Simulation"), "Sources/Simulation"),
      (fixtures.appendingPathComponent("Course/Sources/Chapter1"), "Sources/Chapter1"),
      (root.appendingPathComponent("Sources/ExerciseSupport"), "Sources/ExerciseSupport"),
      (root.appendingPathComponent("Sources/ExerciseTesting"), "Sources/ExerciseTesting"),
    ] {
      let target = course.appendingPathComponent(to)
      try files.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      if !same(from, target) {
        try? files.removeItem(at: target)
        try files.copyItem(at: from, to: target)
      }
    }
    return course
  }

  /// Whether nothing has to be copied, so that nothing has to be built again.
  private static func same(_ one: URL, _ other: URL) -> Bool {
    FileManager.default.contentsEqual(atPath: one.path, andPath: other.path)
  }
}
