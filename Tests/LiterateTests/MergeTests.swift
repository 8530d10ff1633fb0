import Testing

@testable import Literate

@Suite struct MergeTests {
  private func merge(_ base: String, _ ours: String, _ theirs: String) -> Merge.Outcome {
    func lines(_ text: String) -> [Merge.Line] { text.map { Array(String($0).utf8) } }
    return Merge.merge(base: lines(base), ours: lines(ours), theirs: lines(theirs))
  }

  /// Each character stands for a line.
  static let clean: [(base: String, ours: String, theirs: String, result: String)] = [
    ("", "", "", ""), ("abc", "abc", "abc", "abc"), ("abc", "aXc", "abc", "aXc"),
    ("abc", "abc", "aXc", "aXc"), ("abc", "aXc", "aXc", "aXc"),
    ("abcde", "Xbcde", "abcdX", "XbcdX"),
    ("abc", "bc", "ab", "b"), ("abc", "Xabc", "abcX", "XabcX"), ("abc", "", "abc", ""),
    ("", "X", "", "X"), ("", "X", "X", "X"), ("aaa", "aa", "aaa", "aa"),
    ("abc", "abXc", "abXc", "abXc"),
  ]

  @Test("edits that do not overlap are merged", arguments: clean)
  func mergesCleanly(_ sample: (base: String, ours: String, theirs: String, result: String)) {
    #expect(
      merge(sample.base, sample.ours, sample.theirs)
        == .merged(sample.result.map { Array(String($0).utf8) }))
  }

  static let clashes: [(base: String, ours: String, theirs: String)] = [
    ("abc", "aXc", "aYc"), ("abc", "ac", "aYc"), ("", "X", "Y"), ("abc", "abcX", "abcY"),
    ("abc", "aXbc", "aYbc"), ("abc", "aXYc", "aX"),
  ]

  @Test("edits of the same lines are a conflict", arguments: clashes)
  func conflict(_ sample: (base: String, ours: String, theirs: String)) {
    guard case .conflict = merge(sample.base, sample.ours, sample.theirs) else {
      Issue.record("\(sample) was merged")
      return
    }
  }

  @Test("merging is symmetric, keeps a lone edit, and never invents a line")
  func properties() {
    var random = SplitMix64(seed: 11)
    for _ in 0..<3000 {
      let base = word(&random)
      let (ours, theirs) = (word(&random), word(&random))
      #expect(merge(base, ours, base) == .merged(ours.map { Array(String($0).utf8) }))
      #expect(merge(base, base, theirs) == .merged(theirs.map { Array(String($0).utf8) }))
      switch (merge(base, ours, theirs), merge(base, theirs, ours)) {
      case (.merged(let one), .merged(let other)):
        #expect(one == other)
        #expect(Set(one.map(\.text)).isSubset(of: Set((ours + theirs).map { String($0) })))
      case (.conflict, .conflict): break
      default: Issue.record("\(base) \(ours) \(theirs) merges one way round only")
      }
    }
  }

  private func word(_ random: inout SplitMix64) -> String {
    String(
      (0..<Int.random(in: 0...6, using: &random)).map { _ in
        "abcd".randomElement(using: &random) ?? "a"
      })
  }
}
