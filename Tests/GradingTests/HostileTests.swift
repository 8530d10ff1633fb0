import Testing

@testable import Grading

@Suite("Hostile submissions") struct HostileTests {
  @Test(
    "what a submission may not say or do is refused before it runs",
    arguments: [
      Hostile.refusedByWords, Hostile.refusedByTheRest, Hostile.judgedByRunning,
    ].flatMap { $0 })
  func earnsNothing(hostile: Hostile) throws {
    let ready = try FixtureCourse.ready.get()
    let isSum = hostile.source.contains("sum(upTo")
    let (target, other) = isSum ? (ready.sum, ready.ponger) : (ready.ponger, ready.sum)
    let honest = try FixtureCourse.text(isSum ? "Ponger.solution.swift" : "Sum.solution.swift")
    let submission = Submission(
      name: hostile.name,
      files: [
        target.exercise.stub.path: .text(hostile.source),
        other.exercise.stub.path: .text(honest),
      ])
    let cheated = ready.grader.judge(hostile.source, on: target, isFresh: true)
    let report = ready.grader.grade([submission], on: [target, other])
    let earned = report.submissions[0].exercises[1]
    #expect(report.submissions[0].exercises[0] == cheated)
    #expect(cheated.earned == .zero)
    #expect(cheated.tests.allSatisfy { $0.verdict == hostile.verdict }, "\(cheated)")
    #expect(earned.earned == earned.possible, "the other exercise is graded")
    let findings = cheated.findings + cheated.tests.flatMap(\.findings)
    #expect(findings.contains { $0.message.contains(hostile.says) }, "\(findings)")
    if let line = hostile.line {
      #expect(findings.contains { $0.place == Place(file: target.exercise.stub.path, line: line) })
    }
  }
}
