/// Grades submissions: builds the course's libraries once, prepares the exercises, and judges each
/// source in a folder of its own.
///
/// What a submission can and can't do is described in `Sources/Grading/SECURITY.md`.
public struct Grader: Sendable {
  public let isolation: Isolation
  let toolchain: Toolchain
  private let package: String
  let work: Folder
  let limits: Limits
  let attempts: Attempts
  private let store: ResultStore

  /// - Parameters:
  ///   - package: the root of the course.
  ///   - work: a folder for what is built and found, kept between runs.
  ///   - isolation: the strongest that works here, if not given.
  /// - Throws: `GradingError` if there is no toolchain, or nothing can be written to the folder.
  public init(
    package: String, work: String, isolation: Isolation? = nil, limits: Limits = .test
  ) throws {
    self.package = package
    self.limits = limits
    toolchain = try Toolchain.current()
    do {
      self.work = try Folder(work)
      attempts = try Attempts(for: self.work)
      store = ResultStore(folder: try self.work.folder("results"))
      if attempts.isAlone {
        Preparation.sweep(try self.work.folder("exercises"))
        CourseLibraries.sweep(self.work)
      }
    } catch let error as GradingError {
      throw error
    } catch {
      throw GradingError.environment(
        "nothing can be written to \(work); work in a copy of the course that you may write to")
    }
    self.isolation = isolation ?? .strongest(for: attempts.folder.path)
  }

  /// Builds libraries, compiles stubs and tests, and lists the tests that must report.
  ///
  /// - Throws: `GradingError`, as soon as one exercise is at fault.
  public func prepare(_ exercises: [Exercise]) throws -> [PreparedExercise] {
    let compilers = try compilers(for: exercises)
    return try exercises.compactMap { exercise in
      try compilers[exercise.chapter].map { try prepare(exercise, $0) }
    }
  }

  func prepare(_ exercise: Exercise, _ compiler: Compiler) throws -> PreparedExercise {
    try PreparedExercise(
      exercise, compiler: compiler, limits: limits, in: work, attempts: attempts.folder)
  }

  /// Builds the libraries that the exercises need; a compiler for each chapter.
  ///
  /// - Throws: `GradingError.libraries` if they don't build.
  func compilers(for exercises: [Exercise]) throws -> [Int: Compiler] {
    var compilers: [Int: Compiler] = [:]
    for chapter in Set(exercises.map(\.chapter)).sorted() {
      let libraries = try CourseLibraries.build(
        package: package, chapter: chapter, in: work, toolchain: toolchain)
      compilers[chapter] = Compiler(
        toolchain: toolchain, libraries: libraries, isolation: isolation,
        cache: try work.folder("headers"))
    }
    return compilers
  }

  /// Grades every submission on every exercise.
  ///
  /// What was graded before and hasn't changed is not run again, also if the run before this one
  /// was stopped halfway.
  ///
  /// - Parameters:
  ///   - jobs: how many to grade at a time.
  ///   - isFresh: whether to run everything anew.
  ///   - progress: called after each piece of work, with how many of how many are done.
  public func grade(
    _ submissions: [Submission], on exercises: [PreparedExercise], jobs: Int = 1,
    isFresh: Bool = false, progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) -> GradeReport {
    let sorted = submissions.sorted { $0.name < $1.name }
    let pieces = sorted.indices.flatMap { index in exercises.map { (sorted[index], $0) } }
    let counter = WorkCounter(total: pieces.count, report: progress)
    let results = concurrently(pieces, jobs: jobs) { submission, exercise in
      let result = grade(submission, on: exercise, isFresh: isFresh)
      counter.advance()
      return result
    }
    let graded = sorted.enumerated().map { index, submission in
      SubmissionResult(
        name: submission.name, problem: submission.problem,
        exercises: Array(results[(index * exercises.count)..<((index + 1) * exercises.count)]))
    }
    return GradeReport(isolation: isolation.description, submissions: graded)
  }

  private func grade(
    _ submission: Submission, on exercise: PreparedExercise, isFresh: Bool
  ) -> ExerciseResult {
    let path = exercise.exercise.stub.path
    if let problem = submission.problem {
      return exercise.result(.missing, [Finding(message: problem)])
    }
    switch submission.files[path] {
    case nil:
      return exercise.result(.missing, [Finding(message: "there is no \(path) in it")])
    case .unreadable(let problem):
      return exercise.result(
        .missing, [Finding(place: Place(file: path, line: 1), message: problem)])
    case .text(let source):
      return judge(source, on: exercise, isFresh: isFresh)
    }
  }

  /// Judges one text, or takes up what is known of it.
  func judge(
    _ source: String, on exercise: PreparedExercise, isFresh: Bool = false, policy: Policy = .all,
    ignoringGaps: Bool = false
  ) -> ExerciseResult {
    let key = [source, exercise.stamp, isolation.description, "\(policy.rawValue) \(ignoringGaps)"]
      .joined(separator: "\u{0}")
    if !isFresh, let known = store.result(for: key) { return known }
    do {
      let result = exercise.judge(
        source, in: try attempts.folder.unique(), policy: policy, ignoringGaps: ignoringGaps)
      // What is not known is not remembered either.
      if result.verdict != .graderFailed { try? store.store(result, for: key) }
      return result
    } catch {
      return exercise.result(.graderFailed, [Finding(message: GradingError.reason(error))])
    }
  }
}
