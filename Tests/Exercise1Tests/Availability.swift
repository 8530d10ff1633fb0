// Generated from Chapters/01-introduction.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 1fef0fe53ee552f3

#sourceLocation(file: "Chapters/01-introduction.md", line: 2310)
import Chapter1
import Exercise1
import ExerciseTesting
import Testing

@Suite("1.1 How available?", .exercise) struct AvailabilityTests {
  @Test("majorities have the availability that the chapter prints")
  func majorities() {
    #expect(isClose(availability(n: 3, atLeast: 2, p: 0.9), 0.972))
    #expect(isClose(availability(n: 5, atLeast: 3, p: 0.9), 0.99144))
    #expect(isClose(availability(n: 3, atLeast: 2, p: 0.99), 0.999702))
    #expect(isClose(availability(n: 5, atLeast: 3, p: 0.99), 0.9999901494))
  }

  @Test("it agrees with adding up all cases", arguments: 1...8)
  func agrees(n: Int) throws {
    for k in 0...n {
      for p in [0, 0.25, 0.9, 1] {
        let exact = availability(ofMachines: n, each: p) { $0 >= k }
        let found = availability(n: n, atLeast: k, p: p)
        try #require(isClose(found, exact), "n \(n), k \(k), p \(p): \(found)")
      }
    }
  }

  @Test("better machines make a better service; a greater need, a worse one")
  func monotone() throws {
    for k in 1...9 {
      let byMachine = [0.1, 0.5, 0.9].map {
        availability(n: 9, atLeast: k, p: $0)
      }
      try #require(byMachine[0] < byMachine[1] && byMachine[1] < byMachine[2])
      let less = availability(n: 9, atLeast: k - 1, p: 0.5)
      try #require(availability(n: 9, atLeast: k, p: 0.5) < less)
    }
  }

  @Test("ten thousand drawn days agree within three standard deviations")
  func drawn() {
    var generator = Generator(seed: 7)
    let days = (1...10_000).count { _ in
      (1...7).count { _ in generator.chance(0.8) } >= 5
    }
    let expected = availability(n: 7, atLeast: 5, p: 0.8)
    let deviation = (expected * (1 - expected) / 10_000).squareRoot()
    #expect(abs(Double(days) / 10_000 - expected) < 3 * deviation)
  }

  @Test("two hundred machines are no trouble") func large() {
    #expect(isClose(availability(n: 200, atLeast: 100, p: 0.5), 0.5281742395))
    #expect(isClose(availability(n: 200, atLeast: 200, p: 1), 1))
    #expect(isClose(availability(n: 200, atLeast: 150, p: 0.7), 0.0695452799))
  }

  private func isClose(_ one: Double, _ other: Double) -> Bool {
    abs(one - other) < 1e-9
  }
}
#sourceLocation()
