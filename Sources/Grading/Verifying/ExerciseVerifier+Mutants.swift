extension ExerciseVerifier {
  /// Asks tests about each mutant until one catches it; then, for each test that has caught nothing
  /// yet, whether there is a mutant that it would have caught.
  mutating func mutants() throws -> [KillRow] {
    let digests = exercise.mutants.map { TextDigest([$0.source]).text }
    var order = TestOrder(
      proof.tests, milliseconds: proof.tests.map { proof.milliseconds[$0.id] ?? 0 })
    let trials = zip(exercise.mutants, digests).map { trial($0, digest: $1) }
    for trial in trials {
      let before = proof.killers[trial.row.mutant].flatMap { id in
        proof.tests.firstIndex { $0.id == id }
      }
      for test in order.tests(for: trial.row.mutant, before: before)
      where options.isWhole || !trial.row.isKilled { try trial.ask(test) }
      order.learn(from: trial.row)
      advance()
    }
    for test in proof.tests.indices {
      for index in order.mutants(trials.map(\.row.mutant), for: test)
      where !trials.contains(where: { $0.row.isCaught(by: test) }) { try trials[index].ask(test) }
    }
    let rows = trials.map(\.row)
    keep(rows, digests)
    return rows
  }

  private func trial(_ mutant: Mutant, digest: String) -> MutantTrial {
    var row = proof.rows[digest] ?? KillRow(mutant: mutant.name, tests: proof.tests.count)
    row.mutant = mutant.name
    return MutantTrial(mutant.source, row: row, in: attempts, prepare)
  }

  private mutating func keep(_ rows: [KillRow], _ digests: [String]) {
    let kept = zip(digests, rows).filter { Proof.keeps($0.1) }
    proof.rows = Dictionary(kept, uniquingKeysWith: { first, _ in first })
    let named = rows.compactMap { row in row.killer.map { (row.mutant, proof.tests[$0].id) } }
    proof.killers = Dictionary(named, uniquingKeysWith: { first, _ in first })
  }
}
