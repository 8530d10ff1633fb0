import Testing

@testable import ExerciseSupport

@Suite struct UnimplementedTests {
  @Test("a stub goes on with its placeholder and marks the running test")
  func marks() {
    let attempt = Attempt()
    let value = Attempt.$current.withValue(attempt) {
      unimplemented("Proposer.next", returning: 7, file: "/x/Exercises/Chapter7/P.swift", line: 9)
    }
    #expect(value == 7)
    #expect(
      attempt.gaps == [Gap(what: "Proposer.next", file: "Exercises/Chapter7/P.swift", line: 9)])
  }

  @Test("a gap met a thousand times is told once")
  func once() {
    let attempt = Attempt()
    Attempt.$current.withValue(attempt) {
      for _ in 0..<1000 { unimplemented("Proposer.receive") }
    }
    #expect(attempt.gaps.count == 1)
  }

  @Test("tests side by side don't mark each other")
  func apart() async {
    let (one, other) = (Attempt(), Attempt())
    async let first: Void = Attempt.$current.withValue(one) { unimplemented("one") }
    async let second: Void = Attempt.$current.withValue(other) { unimplemented("other") }
    _ = await (first, second)
    #expect(one.gaps.map(\.what) == ["one"])
    #expect(other.gaps.map(\.what) == ["other"])
  }

  @Test("a gap met in a detached task is still known to the process")
  func detached() async {
    let attempt = Attempt()
    await Attempt.$current.withValue(attempt) {
      await Task.detached { unimplemented("far away") }.value
    }
    #expect(attempt.gaps.isEmpty)
    #expect(Attempt.process.gaps.contains { $0.what == "far away" })
  }

  @Test("a path outside the package is cut down to its last part")
  func path() {
    #expect(Gap(what: "f", file: "/home/me/secret/F.swift", line: 1).file == "F.swift")
  }
}
