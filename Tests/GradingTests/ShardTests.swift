import Testing

@testable import Grading

@Suite("Parts for several machines") struct ShardTests {
  private func exercises(_ mutants: [Int]) throws -> [Exercise] {
    try mutants.enumerated().map { index, count in
      var exercise = try FixtureCourse.exercise(index + 1, "Sum", stars: 1)
      exercise.mutants = (0..<count).map { Mutant(name: "m\($0)", source: "") }
      return exercise
    }
  }

  @Test("every exercise is in exactly one part, and the parts are about as long", arguments: 1...6)
  func parts(count: Int) throws {
    let all = try exercises([3, 25, 8, 8, 11, 0, 19, 6, 14, 10, 9, 16])
    let parts = try (1...count).map { number in
      try #require(ExerciseShard("\(number)/\(count)")).part(of: all)
    }
    #expect(parts.flatMap { $0 }.map(\.number).sorted() == all.map(\.number))
    #expect(parts.allSatisfy { $0.map(\.number) == $0.map(\.number).sorted() })
    let loads = parts.map { $0.reduce(0) { $0 + $1.mutants.count + 6 } }
    #expect((loads.max() ?? 0) - (loads.min() ?? 0) <= 31)
  }

  @Test("a part is two numbers, the first of them from one to the second")
  func texts() {
    #expect(ExerciseShard("2/4").map { [$0.number, $0.count] } == [2, 4])
    for text in ["0/4", "5/4", "2", "2/", "a/b", "1/0", "1/2/3", "-1/4"] {
      #expect(ExerciseShard(text) == nil)
    }
  }
}
