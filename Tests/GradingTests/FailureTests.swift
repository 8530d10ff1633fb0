import Foundation
import Testing

@testable import Grading

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("A grader that fails") struct FailureTests {
  /// A grader of one's own, on what the others have built already.
  private func grader() throws -> (grader: Grader, sum: PreparedExercise) {
    let ready = try FixtureCourse.ready.get()
    let grader = try FixtureCourse.grader(isolation: ready.grader.isolation, work: "strongest")
    return (grader, try grader.prepare([ready.sum.exercise])[0])
  }

  /// Never graded before.
  private func answer() -> String {
    let name = "fresh\(UInt64.random(in: 0 ... .max))"
    return "private let \(name) = 2\npublic func sum(upTo n: Int) -> Int { n * (n + 1) / \(name) }"
  }

  @Test("without a folder to build in, nobody gets a zero, and nothing is remembered")
  func folder() throws {
    let (grader, sum) = try grader()
    let (source, wrong) = (answer(), "public func sum(upTo last: Int) -> Int { no }")
    let folder = grader.attempts.folder
    folder.remove()
    try Data().write(to: URL(fileURLWithPath: folder.path))
    for text in [source, wrong] {
      let failed = grader.judge(text, on: sum)
      #expect(failed.verdict == .graderFailed)
      #expect(!failed.findings.contains { $0.message.contains(folder.path) })
    }
    try FileManager.default.removeItem(atPath: folder.path)
    _ = try Folder(folder.path)
    #expect(grader.judge(source, on: sum).verdict == .passed, "it takes up where it was")
  }

  @Test("a library that has gone is no student's fault, whatever the student wrote")
  func library() throws {
    let ready = try FixtureCourse.ready.get()
    var libraries = ready.ponger.compiler.libraries
    libraries.options = libraries.options.map { $0.hasSuffix("/Modules") ? "/nowhere" : $0 }
    var compiler = ready.ponger.compiler
    compiler.libraries = libraries
    let (grader, _) = try grader()
    let ponger = try PreparedExercise(
      ready.ponger.exercise, compiler: compiler, limits: FixtureCourse.limits,
      in: Folder(FixtureCourse.work.appendingPathComponent("strongest").path),
      attempts: grader.attempts.folder)
    let result = grader.judge(
      try FixtureCourse.text("Ponger.solution.swift"), on: ponger, isFresh: true)
    #expect(result.verdict == .graderFailed)
  }

  @Test("a test that never began is the grader's failure, not the student's crash")
  func start() throws {
    let ready = try FixtureCourse.ready.get()
    let process = TestProcess(
      program: "/bin/false", isolation: .weakest, limits: FixtureCourse.limits,
      toolchain: ready.sum.compiler.toolchain)
    let judge = TestJudge(
      test: ready.sum.tests[0], identifier: "x", file: "f", fileID: "f",
      limits: FixtureCourse.limits)
    #expect(judge.judge(process.run("x")).verdict == .graderFailed)
    let missing = TestProcess(
      program: "/no/such/program", isolation: .weakest, limits: FixtureCourse.limits,
      toolchain: ready.sum.compiler.toolchain)
    #expect(judge.judge(missing.run("x")).verdict == .graderFailed)
  }

  private static let canMount =
    geteuid() == 0 && tmpfs(mount: true, "/tmp/course-grading-tests-probe")

  /// A file system of one megabyte.
  private static func tmpfs(mount: Bool, _ path: String) -> Bool {
    let script =
      mount
      ? "mkdir -p \(path) && mount -t tmpfs -o size=1m none \(path)"
      : "umount \(path) && rmdir \(path)"
    let command = Command(
      arguments: ["/bin/sh", "-c", script], directory: "/",
      environment: ["PATH=/usr/bin:/bin:/usr/sbin:/sbin"], limits: .compiler)
    return Child.run(command).isSuccess
  }

  @Test(
    "a full disk gives nobody a zero", .enabled(if: canMount, "no file system can be mounted here"))
  func disk() throws {
    defer { _ = Self.tmpfs(mount: false, "/tmp/course-grading-tests-probe") }
    let (grader, sum) = try grader()
    let folder = try Folder("/tmp/course-grading-tests-probe/attempt")
    // So much is free that the source can be written, and what is made of it can't.
    try folder.write(String(repeating: "x", count: 950_000), to: "filling")
    let result = sum.judge(
      answer(), in: try folder.folder("work"), policy: .all, ignoringGaps: false)
    #expect(result.verdict == .graderFailed)
    #expect(result.earned == .zero && grader.isolation == sum.compiler.isolation)
  }

  @Test("what a killed grader left behind is swept away, and what a living one needs is not")
  func sweep() throws {
    let work = try Folder(FixtureCourse.work.appendingPathComponent("sweep").path)
    defer { work.remove() }
    let living = try Attempts(for: work)
    let home = try work.folder("attempts")
    try home.write("", to: "dead.lock")
    try home.write("work", to: "dead/out/tests")
    try home.write("work", to: "older/out/tests")
    let next = try Attempts(for: work)
    #expect(living.folder != next.folder)
    let names = [living, next].map { String($0.folder.path.split(separator: "/").last ?? "") }
    #expect(home.files() == (names + names.map { $0 + ".lock" }).sorted())
  }

  @Test("a grader leaves nothing behind")
  func tidy() throws {
    let work = try Folder(FixtureCourse.work.appendingPathComponent("tidy").path)
    defer { work.remove() }
    do {
      let attempts = try Attempts(for: work)
      try attempts.folder.write("x", to: "y/z")
    }
    #expect(try work.folder("attempts").files() == [])
  }

  @Test("a course in a folder with letters beyond ASCII is graded")
  func letters() throws {
    let ready = try FixtureCourse.ready.get()
    let work = try Folder(FixtureCourse.work.appendingPathComponent("stärkste ☂").path)
    defer { work.remove() }
    let attempts = try Attempts(for: work)
    let sum = try PreparedExercise(
      ready.sum.exercise, compiler: ready.sum.compiler, limits: FixtureCourse.limits, in: work,
      attempts: attempts.folder)
    let result = sum.judge(
      answer(), in: try attempts.folder.unique(), policy: .all, ignoringGaps: false)
    #expect(result.findings == [])
    #expect(result.verdict == .passed)
  }
}
