/// The stub's program with cheats to choose from, and what its tests made of those tried so far.
final class CheatTrial {
  struct Failure: Error, CustomStringConvertible { var description: String }

  /// One run of a test: what was chosen, which functions were asked at all, whether it passed.
  private struct Run {
    var chosen: Set<Int>
    var asked: Set<Int>
    var passed: Bool
  }

  let folder: Folder
  /// In the order in which they are tried; doing nothing first.
  private(set) var cheats: [Cheat] = []
  private let exercise: PreparedExercise
  private var program = ""
  private var owners: [Int: Int] = [:]
  private var runs: [Int: [Run]] = [:]

  /// Builds the program; what doesn't compile is left out of it.
  ///
  /// - Throws: `Failure` if nothing of it compiles.
  init(
    _ exercise: PreparedExercise, _ syntax: StubSyntax, isEqual: Bool, in attempts: Folder
  ) throws {
    self.exercise = exercise
    folder = try attempts.unique()
    var excluded: Set<Int> = []
    while true {
      let source = CheatSource(
        exercise.exercise.stub.text, syntax, isEqual: isEqual, without: excluded)
      let attempt = try folder.unique()
      let result = exercise.judge(source.text, in: attempt, policy: [], keepingInterface: false) {
        program = $0
        return []
      }
      if !program.isEmpty {
        owners = Dictionary(
          source.shortcuts.map { ($0.number, $0.function) },
          uniquingKeysWith: { first, _ in first })
        cheats = Cheat.all(of: source.shortcuts, isEqual: isEqual)
        folder.open()
        return
      }
      attempt.remove()
      let faulty = source.numbers(onLines: result.findings.compactMap(\.place?.line))
      guard !faulty.subtracting(excluded).isEmpty else {
        folder.remove()
        throw Failure(description: Plain.text(result.findings))
      }
      excluded.formUnion(faulty)
    }
  }

  /// Whether a test passes on a cheat. A run in which the same functions were asked and did the same
  /// is the same run, and isn't run again.
  ///
  /// - Throws: `Failure` if the process can't be started.
  func passes(_ cheat: Cheat, _ test: Int) throws -> Bool {
    if let known = runs[test]?.first(where: { run in
      effective(run.chosen, in: run) == effective(cheat.chosen, in: run)
    }) {
      return known.passed
    }
    let listed = exercise.preparation.tests[test]
    let run = exercise.run(
      listed, program, exercise.limits, arguments: cheat.chosen.sorted().map(String.init))
    let result = exercise.judge(listed, run, exercise.limits, ignoringGaps: true)
    if result.verdict == .graderFailed { throw Failure(description: Plain.text(result.findings)) }
    let asked = run.channel.records.filter { $0.kind == "gap" }
      .compactMap { $0.payload?.what.flatMap(CheatSource.function) }
    let passed = result.verdict == .passed
    runs[test, default: []].append(Run(chosen: cheat.chosen, asked: Set(asked), passed: passed))
    return passed
  }

  private func effective(_ chosen: Set<Int>, in run: Run) -> Set<Int> {
    chosen.filter { owners[$0].map(run.asked.contains) ?? false }
  }
}

extension Cheat {
  /// Doing nothing, each shortcut alone, and all functions doing the same sort of thing; then the
  /// same where initialisers forget what they are given, or where everything is equal.
  static func all(of shortcuts: [Shortcut], isEqual: Bool) -> [Cheat] {
    func chosen(_ kind: Shortcut.Kind) -> Set<Int> {
      Set(shortcuts.filter { $0.kind == kind }.map(\.number))
    }
    let sorts: [(Shortcut.Kind, String)] = [
      (.zero, "every function returns zero, false, nothing or the first case"),
      (.one, "every function returns one, true, something or the second case"),
      (.argument, "every function returns what it is given"),
      (.thrown, "every function throws"),
    ]
    let together = sorts.map { Cheat(name: $1, chosen: chosen($0)) }.filter { $0.chosen.count > 1 }
    let nothing = Cheat(name: Verification.doingNothing, chosen: [])
    let singles = isEqual ? [] : shortcuts.map { Cheat(name: $0.name, chosen: [$0.number]) }
    let forgetful = [
      (Shortcut.Kind.storesZero, "initialisers store zero"),
      (.storesOne, "initialisers store one"),
    ].map { (chosen($0), $1) }.filter { !$0.0.isEmpty }.flatMap { stored, name in
      ([nothing] + together).map {
        Cheat(name: "\($0.name), \(name)", chosen: $0.chosen.union(stored))
      }
    }
    let all = [nothing] + singles + together + forgetful
    return isEqual
      ? all.map { Cheat(name: "\($0.name), `==` is always true", chosen: $0.chosen) } : all
  }
}
