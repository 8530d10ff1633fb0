/// An exercise made ready: its tests compiled against the stub and listed, all rules drawn from
/// the stub. From here on a submission costs one file to compile, one link and its tests.
public struct PreparedExercise: Sendable {
  public let exercise: Exercise
  /// In the order of the source; the tests that must report.
  public var tests: [TestCase] { preparation.tests.map(\.test) }

  let compiler: Compiler
  let limits: Limits
  let preparation: Preparation
  /// Where the tests' object is.
  let home: Folder
  let stubInterface: Interface
  /// All that a result depends on beside the submission's own text.
  let stamp: String

  var testObject: String { home.path(preparation.object) }
  /// The modules that a submission may use.
  var modules: Set<String> { compiler.libraries.modules.union(preparation.words.modules) }

  /// Compiles stub and tests, or finds them in `folder` if that has been done before.
  ///
  /// - Throws: `GradingError.exercise` if stub or tests are at fault.
  init(
    _ exercise: Exercise, compiler: Compiler, limits: Limits, in folder: Folder, attempts: Folder
  ) throws {
    self.exercise = exercise
    self.compiler = compiler
    self.limits = limits
    stamp = Self.stamp(of: exercise, compiler: compiler, limits: limits)
    let name = "exercises/\(exercise.id)-" + TextDigest([stamp]).text
    if Preparation.read(from: folder.path(name), stamp: stamp) == nil {
      try Self.make(
        exercise, compiler, limits, stamp: stamp, in: folder, name: name, attempts: attempts)
    }
    home = try folder.folder(name)
    guard let preparation = Preparation.read(from: home.path, stamp: stamp) else {
      throw GradingError.environment("what was built in \(home.path) has gone: grade again")
    }
    self.preparation = preparation
    stubInterface = try home.folder("stub/out").interface()
  }

  /// A text of all that the results on this exercise depend on beside what is judged.
  static func stamp(
    of exercise: Exercise, compiler: Compiler, limits: Limits, grader: String = GraderProgram.state
  ) -> String {
    [
      grader, compiler.toolchain.version, compiler.libraries.stamp, exercise.stub.text,
      exercise.tests.text, exercise.stub.path, exercise.module, "\(limits)",
    ].joined(separator: "\u{0}")
  }

  /// Prepares in a folder of its own and moves it into place whole: two graders at a time don't
  /// get in each other's way, and one that is killed leaves nothing half done.
  private static func make(
    _ exercise: Exercise, _ compiler: Compiler, _ limits: Limits, stamp: String, in folder: Folder,
    name: String, attempts: Folder
  ) throws {
    let attempt = try attempts.unique()
    defer { attempt.remove() }
    do {
      try Preparation.make(exercise, compiler, limits, stamp: stamp, in: attempt)
    } catch let rejection as Compiler.Rejection {
      throw GradingError.exercise(id: exercise.id, problem: Plain.text(rejection.findings))
    }
    _ = try folder.folder("exercises")
    attempt.move(to: folder.path(name))
  }
}
