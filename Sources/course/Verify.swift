internal import ArgumentParser
internal import Grading
internal import Literate

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prove the exercises: stubs fail, solutions pass, every wrong turn is caught.",
    discussion: """
      For each exercise the tests run on the stub (each must report that it was not attempted), on the \
      stub as if doing nothing were an answer (some test must fail), on the solution (all must pass), \
      and on every mutant (a test must catch it). The kill matrix says which test catches what.
      """)

  @Argument(help: "A chapter (7) or an exercise (7.2); all without it.")
  var what: String?

  @Option(help: "How many to run at a time.")
  var jobs = 2

  @Flag(help: "Print the problems and the totals, without the matrices.")
  var quiet = false

  func run() throws {
    let course = try GradedCourse(Workspace.current())
    let exercises = try course.exercises(what).map(course.gradable)
    let bar = ProgressBar("verifying")
    let verified = try course.grader().verify(exercises, jobs: jobs) { bar.show($0, of: $1) }
    bar.clear()
    if !quiet { for one in verified { print(one.matrix) } }
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
    if !problems.isEmpty { throw ExitCode(Status.fallsShort.rawValue) }
  }
}
