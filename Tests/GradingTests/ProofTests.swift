import Foundation
import Testing

@testable import Grading

@Suite("What a verification keeps") struct ProofTests {
  /// - Returns: the verification, and where its preparation lies.
  private func verify(
    _ exercise: Exercise, _ options: VerifyOptions = VerifyOptions()
  ) throws -> (Verification, home: String) {
    let grader = try FixtureCourse.ready.get().grader
    let verification = try grader.verify([exercise], options)[0]
    return (verification, try grader.prepare([exercise])[0].home.path)
  }

  @Test("what was proved is not run again: it isn't even prepared")
  func kept() throws {
    let exercise = VerificationTests.unknown(try VerificationTests.sum())
    let (first, home) = try verify(exercise)
    try FileManager.default.removeItem(atPath: home)
    let grader = try FixtureCourse.ready.get().grader
    #expect(try grader.verify([exercise])[0] == first)
    #expect(!FileManager.default.fileExists(atPath: home))
    // Known killers are asked first, so a fresh run may ask fewer tests; it names the same ones.
    let fresh = try grader.verify([exercise], VerifyOptions(isFresh: true))[0]
    #expect(fresh.killers == first.killers && fresh.problems == first.problems)
    #expect(fresh.idleTests == first.idleTests)
    #expect(fresh.stub == first.stub && fresh.nothing == first.nothing)
    #expect(fresh.solution == first.solution)
    for (now, before) in zip(fresh.mutants, first.mutants) {
      #expect(zip(now.verdicts, before.verdicts).allSatisfy { $0 == nil || $1 == nil || $0 == $1 })
    }
    #expect(FileManager.default.fileExists(atPath: home))
  }

  @Test("a test that moves to another line of the chapter is not run again, and is named there")
  func moved() throws {
    var exercise = VerificationTests.unknown(try VerificationTests.sum())
    let (first, home) = try verify(exercise)
    try FileManager.default.removeItem(atPath: home)
    exercise.tests.text = exercise.tests.text.replacingOccurrences(of: "line:200", with: "line:300")
    let grader = try FixtureCourse.ready.get().grader
    let moved = try grader.verify([exercise])[0]
    #expect(first.tests.map(\.place.line) == [201, 202, 203])
    #expect(moved.tests.map(\.place.line) == [301, 302, 303])
    #expect(moved.mutants == first.mutants)
  }

  @Test("one mutant more is run alone, and one that changed is run anew")
  func changed() throws {
    var exercise = VerificationTests.unknown(try VerificationTests.sum([("ten", "10")]))
    let (first, _) = try verify(exercise)
    exercise.mutants.append(Mutant(name: "one", source: VerificationTests.source("1")))
    let (second, _) = try verify(exercise)
    #expect(second.mutants[0].verdicts == first.mutants[0].verdicts)
    #expect(second.mutants[1].isKilled)
    exercise.mutants[1].source = try #require(exercise.solution)
    #expect(try verify(exercise).0.problems.count == 1)
  }

  @Test("what can't be run is never kept")
  func failures() throws {
    var row = KillRow(mutant: "no Swift", tests: 2)
    #expect(Proof.keeps(row))
    row.findings = [Finding(message: "it does not compile")]
    #expect(!Proof.keeps(row))
    for verdict in [Verdict.didNotCompile, .refused] {
      #expect(!Proof.keeps(KillRow(mutant: "m", verdicts: [.failed, verdict])))
    }
    #expect(Proof.keeps(KillRow(mutant: "m", verdicts: [.failed, .passed, .timedOut])))
  }

  @Test("a proof of other tests leaves only the order of questions")
  func forgotten() throws {
    let folder = try Folder(FixtureCourse.work.appendingPathComponent("proofs").path)
    defer { folder.remove() }
    let store = ProofStore(folder: folder)
    let exercise = try VerificationTests.sum()
    var proof = Proof(stamp: "one")
    proof.killers = ["ten": "SumTests/zero()"]
    proof.rows = ["digest": KillRow(mutant: "ten", verdicts: [.failed])]
    try store.store(proof, of: exercise)
    #expect(store.proof(of: exercise, stamp: "one").rows.count == 1)
    let other = store.proof(of: exercise, stamp: "two")
    #expect(other.rows.isEmpty && other.killers == proof.killers && other.stamp == "two")
    try folder.write("{\"stamp\": \"one\"", to: "1.2.json")
    #expect(store.proof(of: exercise, stamp: "one").killers.isEmpty)
  }

  @Test("of each exercise's preparations the newest stays, and only a grader alone sweeps")
  func sweep() throws {
    let work = try Folder(FixtureCourse.work.appendingPathComponent("preparations").path)
    defer { work.remove() }
    for (index, name) in ["1.2-old", "1.10-only", "1.2-new"].enumerated() {
      let made = try work.folder(name)
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: Double(index))], ofItemAtPath: made.path)
    }
    Preparation.sweep(work)
    #expect(work.files() == ["1.10-only", "1.2-new"])
    for name in ["libraries", "libraries-1", "libraries-12"] { _ = try work.folder(name) }
    CourseLibraries.sweep(work)
    #expect(work.files() == ["1.10-only", "1.2-new", "libraries"])
    let first = try Attempts(for: work)
    #expect(first.isAlone)
    let second = try Attempts(for: work)
    #expect(!first.isAlone && !second.isAlone)
  }

  @Test("another grader knows nothing: it may have other rules")
  func rules() throws {
    let ready = try FixtureCourse.ready.get()
    let (exercise, compiler) = (ready.sum.exercise, ready.sum.compiler)
    func stamps(_ grader: String) -> [String] {
      [
        PreparedExercise.stamp(of: exercise, compiler: compiler, limits: .test, grader: grader),
        Proof.stamp(
          of: exercise, compiler: compiler, limits: .test, isolation: ready.grader.isolation,
          grader: grader),
      ]
    }
    #expect(stamps("one") == stamps("one"))
    #expect(zip(stamps("one"), stamps("two")).allSatisfy { $0 != $1 })
    #expect(GraderProgram.state != "unknown")
  }
}
