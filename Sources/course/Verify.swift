internal import ArgumentParser
internal import Grading
internal import Literate

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prove the exercises: stubs fail, solutions pass, every wrong turn is caught.",
    discussion: """
      For each exercise the tests run on the stub (each must report that it was not attempted), on the \
      stub as if doing nothing were an answer (some test must fail), on the solution and on right ones \
      in other styles (all must pass), on answers that cheat (every test must fail), and on every mutant, \
      until a test catches it. A test that catches no mutant is named as well.

      What was proved before, and of which nothing has changed, is not run again.

      Examples:
        swift run course verify 7.2 --matrix
        swift run course verify --since main
        swift run course verify 7 --no-cheats
      """)

  @Argument(help: "A chapter (7) or an exercise (7.2); all without it.")
  var what: String?

  @Option(help: "How many exercises to verify at a time.")
  var jobs = 2

  @Flag(help: "Ask every test about every mutant, and print which test catches what.")
  var matrix = false

  @Flag(
    inversion: .prefixedNo,
    help: """
      Every single test must fail where nothing is solved: on placeholders, on constants, where \
      initialisers store constants and everything is equal.
      """)
  var cheats = true

  @Option(help: "Only exercises of which something changed since this revision.")
  var since: String?

  @Option(
    help: "One part of several for as many machines: 2/4 is the second of four.",
    transform: Self.shard)
  var shard: ExerciseShard?

  @Flag(help: "Run everything anew, also what was proved before and has not changed.")
  var fresh = false

  @Flag(help: "Print the problems and the totals, without what catches what.")
  var quiet = false

  private static func shard(_ text: String) throws -> ExerciseShard {
    guard let shard = ExerciseShard(text) else {
      throw ValidationError("'\(text)' is no part of a whole: 2/4 is the second of four")
    }
    return shard
  }

  func validate() throws {
    if jobs < 1 { throw ValidationError("--jobs takes 1 or more") }
  }

  func run() throws {
    let workspace = try Workspace.current()
    let course = try GradedCourse(workspace)
    var exercises = try course.exercises(what).map(course.gradable)
    if let since {
      let all = exercises.count
      exercises = try Changes(since: since, in: workspace).of(exercises)
      print("\(Terminal.count(all - exercises.count, "exercise")) unchanged since \(since)")
    }
    if let shard { exercises = shard.part(of: exercises) }
    let bar = ProgressBar("verifying")
    let options = VerifyOptions(
      jobs: jobs, isWhole: matrix, triesCheats: cheats, isFresh: fresh)
    let verified = try course.grader().verify(exercises, options) { bar.show($0, of: $1) }
    bar.clear()
    report(verified)
    if verified.contains(where: { !$0.isProved }) { throw ExitCode(Status.fallsShort.rawValue) }
  }

  private func report(_ verified: [Verification]) {
    for one in verified where !quiet && one.failure == nil {
      print(matrix ? one.matrix : one.killers)
      if let cheats = one.cheats { print(cheats.text(of: one.id)) }
    }
    for one in verified {
      for test in one.idleTests {
        print("\(one.id): “\(test.name)” (\(test.place)) catches no wrong turn")
      }
    }
    let problems = verified.flatMap(\.problems)
    for problem in problems { Terminal.error(problem) }
    let mutants = verified.reduce(0) { $0 + $1.mutants.count }
    print(
      "\(Terminal.count(verified.count, "exercise")), \(Terminal.count(mutants, "wrong turn")), "
        + Terminal.count(problems.count, "problem"))
  }
}
