import Foundation
import Testing

@testable import Grading

@Suite("Honest work") struct HonestTests {
  @Test("a solution gets full marks under the isolation that hostile work runs in")
  func solution() throws {
    let ready = try FixtureCourse.ready.get()
    let result = ready.grader.judge(
      try FixtureCourse.text("Ponger.solution.swift"), on: ready.ponger, isFresh: true)
    #expect(result.findings == [])
    #expect(result.tests.map(\.verdict) == [.passed, .passed, .passed, .passed])
    #expect(result.tests.flatMap(\.findings) == [])
    #expect(result.earned == result.possible)
  }

  @Test("a stub earns nothing and names the line to fill in")
  func stub() throws {
    let ready = try FixtureCourse.ready.get()
    let result = ready.grader.judge(
      ready.ponger.exercise.stub.text, on: ready.ponger, isFresh: true)
    #expect(result.tests.map(\.verdict) == Array(repeating: .notAttempted, count: 4))
    #expect(
      result.tests[0].findings.first?.place?.description == "Exercises/Chapter1/Ponger.swift:10")
    #expect(result.earned == .zero)
  }
}
