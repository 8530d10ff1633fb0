// Generated from Chapters/05-vector-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest d8ad83c7aac2c836

#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 3233)
import Chapter3
import Chapter5
import Exercise5
import ExerciseTesting
import Simulation
import Testing

@Suite("5.1 Four answers", .exercise) struct CompareTests {
  /// All vectors of three processes with entries up to 2. Whether a 0 is
  /// written changes from vector to vector.
  private let vectors: [[Int]] = (0..<27).map { [$0 / 9, $0 / 3 % 3, $0 % 3] }

  private func sparse(_ entries: [Int], writingZeros: Bool) -> SparseVector {
    var vector = SparseVector()
    for (process, count) in entries.enumerated() where count > 0 || writingZeros {
      vector.entries[process] = count
    }
    return vector
  }

  private func expected(_ left: [Int], _ right: [Int]) -> CausalOrder {
    let isSmaller = zip(left, right).contains { $0 < $1 }
    let isLarger = zip(left, right).contains { $0 > $1 }
    if isSmaller && isLarger { return .concurrent }
    return isSmaller ? .before : isLarger ? .after : .equal
  }

  @Test("all small vectors compare entry by entry", arguments: [false, true])
  func small(writingZeros: Bool) throws {
    for left in vectors {
      for right in vectors {
        let answer = compare(
          sparse(left, writingZeros: writingZeros),
          sparse(right, writingZeros: false))
        try #require(
          answer == expected(left, right),
          "\(left) and \(right): \(answer), not \(expected(left, right))")
      }
    }
  }

  @Test("an entry written as 0 says no more than a missing one")
  func zeros() {
    #expect(compare(SparseVector([1: 0]), SparseVector()) == .equal)
    #expect(compare(SparseVector([1: 0, 2: 1]), SparseVector([2: 2])) == .before)
    #expect(compare(SparseVector([2: 2]), SparseVector([1: 0, 2: 1])) == .after)
    #expect(compare(SparseVector(), SparseVector([7: 1])) == .before)
    #expect(compare(SparseVector([7: 1]), SparseVector([8: 1])) == .concurrent)
  }

  @Test("swapping the sides swaps before and after, and nothing else")
  func sides() throws {
    var answers: Set<CausalOrder> = []
    let swapped: [CausalOrder: CausalOrder] = [
      .before: .after, .after: .before, .equal: .equal, .concurrent: .concurrent,
    ]
    for left in vectors {
      for right in vectors {
        let (one, other) = (
          sparse(left, writingZeros: true), sparse(right, writingZeros: false)
        )
        answers.insert(compare(one, other))
        try #require(
          compare(other, one) == swapped[compare(one, other)],
          "\(left) and \(right), and the other way round")
      }
    }
    #expect(answers.count == 4, "each of the four answers occurs")
  }

  @Test("the join is above both, and below all that's above both")
  func join() throws {
    func isAtMost(_ left: SparseVector, _ right: SparseVector) -> Bool {
      [.before, .equal].contains(compare(left, right))
    }
    var strict = 0
    let all = vectors.map { sparse($0, writingZeros: false) }
    for one in all {
      for other in all {
        let join = one.joined(with: other)
        try #require(isAtMost(one, join) && isAtMost(other, join))
        strict += compare(one, join) == .before ? 1 : 0
        for upper in all where isAtMost(one, upper) && isAtMost(other, upper) {
          try #require(isAtMost(join, upper), "\(join) and \(upper)")
        }
      }
    }
    #expect(strict == 513, "513 of 729 pairs have a join after the first one")
  }

  @Test(
    "on random executions, before means happened before",
    arguments: 0..<20 as Range<UInt64>)
  func executions(seed: UInt64) throws {
    let run = Execution.random(processes: 4, events: 25, seed: seed)
    let stamps = run.vectorTimes().map { sparse($0.entries, writingZeros: false) }
    for (a, b) in run.pairs {
      let answer: CausalOrder =
        run.happenedBefore(a, b)
        ? .before : run.happenedBefore(b, a) ? .after : .concurrent
      try #require(compare(stamps[a], stamps[b]) == answer)
    }
  }
}
#sourceLocation()
