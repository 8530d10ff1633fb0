/// In which order tests are asked about a mutant, so that the first ones are cheap and likely to
/// catch it.
///
/// It decides which of several tests that catch a mutant is named, never whether it is caught.
struct TestOrder {
  private let words: [Set<String>]
  private let costs: [Int]
  /// How often each test was asked, and how often it caught what it was asked about.
  private var asked: [Int]
  private var caught: [Int]

  /// - Parameter milliseconds: of processor time, that each test takes on the solution.
  init(_ tests: [TestCase], milliseconds: [Int]) {
    words = tests.map { Self.words(of: $0.name) }
    costs = tests.indices.map { test in
      milliseconds.indices.contains(test) ? Self.cost(milliseconds[test]) : 0
    }
    asked = tests.map { _ in 0 }
    caught = asked
  }

  /// A class so wide that measuring again hardly ever changes it: up to a fifth of a second, up to
  /// two seconds, more.
  private static func cost(_ milliseconds: Int) -> Int {
    [200, 2000].count { $0 < milliseconds }
  }

  mutating func learn(from row: KillRow) {
    for (test, verdict) in row.verdicts.enumerated() {
      guard let verdict else { continue }
      asked[test] += 1
      if KillRow.kills(verdict) { caught[test] += 1 }
    }
  }

  /// First the test that caught the mutant of that name before. Then the cheap ones before the dear
  /// ones; of these, those that share most words with its name, and then those that have caught the
  /// largest part of what they were asked about.
  func tests(for mutant: String, before: Int?) -> [Int] {
    let name = Self.words(of: mutant)
    func rank(_ test: Int) -> (Int, Int, Int, Double, Int) {
      let rate = Double(caught[test] + 1) / Double(asked[test] + 2)
      let shared = words[test].intersection(name).count
      return (test == before ? 0 : 1, costs[test], -shared, -rate, test)
    }
    return words.indices.sorted { rank($0) < rank($1) }
  }

  /// The mutants, those first whose names share most words with the test's.
  func mutants(_ names: [String], for test: Int) -> [Int] {
    let shared = names.map { Self.words(of: $0).intersection(words[test]).count }
    return names.indices.sorted { (-shared[$0], $0) < (-shared[$1], $1) }
  }

  /// The beginnings of its longer words, so that `forgets-promised` is near “a promise is kept”.
  private static func words(of text: String) -> Set<String> {
    Set(
      text.lowercased().split { !$0.isLetter }.filter { $0.count >= 4 }.map { String($0.prefix(5)) }
    )
  }
}
