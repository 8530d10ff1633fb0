extension Verification {
  /// The kill matrix: tests across, mutants down, a cross where a test catches a mutant.
  public var matrix: String {
    let rows = ([nothing].compactMap { $0 } + mutants)
    let names = ["stub", "solution"] + rights.map(\.name) + rows.map(\.mutant)
    let width = (names + ["exercise \(id)"]).map(\.count).max() ?? 0
    func line(_ name: String, _ cells: [String]) -> String {
      ([name + String(repeating: " ", count: width - name.count)] + cells).joined(separator: "  ")
    }
    func pad(_ text: String) -> String { text.count < 2 ? " " + text : text }
    let heading = line("exercise \(id)", tests.indices.map { pad("\($0 + 1)") })
    let ours = ([("stub", stub), ("solution", solution)] + rights.map { ($0.name, $0.result) })
      .compactMap { name, result in
        result.map { line(name, $0.tests.map { pad($0.verdict.sign) }) }
      }
    let kills = rows.map { row in
      line(row.mutant, tests.indices.map { pad(row.isCaught(by: $0) ? "✗" : " ") })
    }
    let legend = tests.enumerated().map { "  \(pad("\($0 + 1)"))  \($1.name)  (\($1.place))" }
    return ([heading] + ours + kills + legend).joined(separator: "\n") + "\n"
  }

  /// Each mutant with the test that caught it, a line each.
  public var killers: String {
    let width = mutants.map(\.mutant.count).max() ?? 0
    let lines = mutants.map { row in
      let gap = String(repeating: " ", count: width - row.mutant.count)
      return "  \(row.mutant)\(gap)  "
        + (row.killer.map { "✗ \(tests[$0].name)  (\(tests[$0].place))" }
          ?? (row.findings.isEmpty ? "survives" : "was not run"))
    }
    let others = rights.isEmpty ? "" : "\(rights.count + 1) right solutions, "
    let heading = "exercise \(id): \(tests.count) tests, \(others)\(mutants.count) wrong turns"
    return ([heading] + lines).joined(separator: "\n") + "\n"
  }
}
