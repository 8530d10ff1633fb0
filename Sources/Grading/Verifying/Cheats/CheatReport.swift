/// What an exercise's tests let pass that solves nothing of it.
public struct CheatReport: Hashable, Sendable, Codable {
  /// A cheat that passes tests.
  public struct Row: Hashable, Sendable, Codable {
    /// `` `Grid.isPhase1` returns true ``.
    public var cheat: String
    /// By their indices.
    public var passed: [Int]
  }

  /// How many cheats were tried, doing nothing included.
  public var tried: Int
  /// Those that earn something, in the order in which they were tried.
  public var rows: [Row]
  public var tests: [TestCase]
  /// What the exercise is worth.
  public var stars: Int
  /// Why cheats could not be made of the stub, where they couldn't.
  public var failure: String?

  /// What a cheat earns of the exercise's points.
  public func earned(by row: Row) -> Points {
    let shares = Points(stars: stars).split(into: tests.count)
    return row.passed.filter(shares.indices.contains).map { shares[$0] }.total
  }

  /// Tests that pass on a cheat, each with the cheats.
  public var leaks: [(test: TestCase, cheats: [String])] {
    tests.indices.map { test in
      (tests[test], rows.filter { $0.passed.contains(test) }.map(\.cheat))
    }.filter { !$0.1.isEmpty }
  }

  func problems(of id: String) -> [String] {
    if let failure { return ["\(id): no cheats can be made of the stub: \(failure)"] }
    return leaks.map { test, cheats in
      let more = cheats.count > 1 ? ", and \(cheats.count - 1) more" : ""
      return "\(id): “\(test.name)” (\(test.place)) passes where nothing is solved: "
        + "\(cheats[0])\(more): make it demand what only a solution does"
    }
  }

  /// What passes on what, test by test, and what the best of it earns.
  public func text(of id: String) -> String {
    let worth = Points(stars: stars)
    let nothing = rows.first { $0.cheat == Verification.doingNothing }.map(earned) ?? .zero
    // The first of those that earn most.
    let best = rows.max { earned(by: $0) < earned(by: $1) }
    let most = rows.first { row in best.map { earned(by: row) == earned(by: $0) } ?? false }
    let heading =
      "exercise \(id): \(tests.count) tests, \(tried) cheats; of \(worth) points doing "
      + "nothing earns \(nothing)"
      + (most.map { ", the best cheat \(earned(by: $0)) (\($0.cheat))" } ?? "")
    let lines = leaks.map { test, cheats in
      "  \(test.name)  (\(test.place))\n" + cheats.map { "    \($0)\n" }.joined()
    }
    return heading + "\n" + lines.joined()
  }
}
