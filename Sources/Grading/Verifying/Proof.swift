#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// What an earlier verification found, of one exercise.
///
/// A finding is taken up only if all that it depends on has the same digest. Only verdicts that a
/// test gave are kept: if the grader failed, or something wasn't built, it is tried again.
struct Proof: Codable, Sendable {
  var stamp: String
  var listed: [Preparation.Listed] = []
  var stub: [TestResult]?
  var nothing: [Verdict]?
  /// Of the solution and the right ones in other styles, by digest of the source.
  var answers: [String: [TestResult]] = [:]
  var rows: [String: KillRow] = [:]
  var cheats: CheatReport?
  /// The test that caught a mutant, by name and identifier: it is asked first next time, also when
  /// everything else has changed.
  var killers: [String: String] = [:]
  /// What each test takes on the solution, by identifier: measured once, so that the order in which
  /// tests are asked stays the same.
  var milliseconds: [String: Int] = [:]

  init(stamp: String) { self.stamp = stamp }

  /// Leaves only what decides the order of questions.
  mutating func forget() {
    let (killers, milliseconds) = (killers, milliseconds)
    self = Proof(stamp: stamp)
    (self.killers, self.milliseconds) = (killers, milliseconds)
  }
}

extension Proof {
  /// A digest of all that verdicts depend on beside the source that is judged. On which line of the
  /// chapter a test stands is no part of it: an author edits prose more often than code.
  static func stamp(
    of exercise: Exercise, compiler: Compiler, limits: Limits, isolation: Isolation,
    grader: String = GraderProgram.state
  ) -> String {
    TextDigest([
      grader, compiler.toolchain.version, compiler.libraries.stamp, exercise.module,
      exercise.stub.path, exercise.stub.text, exercise.tests.unplaced, "\(limits)",
      isolation.description,
    ]).text
  }

  /// The tests, with the lines that they stand on now.
  mutating func update(from exercise: Exercise) {
    let lines = LineTable(exercise.tests)
    for index in listed.indices {
      guard let place = lines[listed[index].line] else { continue }
      listed[index].test.place = place
    }
    let tests = tests
    cheats?.tests = tests
  }

  var tests: [TestCase] { listed.map(\.test) }

  /// Whether a result says something about the exercise, and not about the machine it ran on.
  static func keeps(_ verdict: Verdict) -> Bool {
    verdict == .passed || verdict == .notAttempted || KillRow.kills(verdict)
  }

  static func keeps(_ row: KillRow) -> Bool {
    row.findings.isEmpty && row.verdicts.allSatisfy { $0.map(keeps) ?? true }
  }
}

/// The proofs found so far, a file for each exercise.
struct ProofStore: Sendable {
  var folder: Folder

  /// The proof with that stamp. Of one with another only the names of what caught what are left.
  func proof(of exercise: Exercise, stamp: String) -> Proof {
    let stored = folder.read(name(of: exercise)).flatMap {
      try? JSONDecoder().decode(Proof.self, from: Data($0))
    }
    guard var proof = stored else { return Proof(stamp: stamp) }
    if proof.stamp != stamp { proof.forget() }
    proof.stamp = stamp
    proof.update(from: exercise)
    return proof
  }

  /// - Throws: the system's error if there is no room.
  func store(_ proof: Proof, of exercise: Exercise) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    try folder.write(
      String(decoding: try encoder.encode(proof), as: UTF8.self), to: name(of: exercise))
  }

  private func name(of exercise: Exercise) -> String { "\(exercise.id).json" }
}

extension Exercise {
  /// A digest of all that the prose says about it, but for the lines on which it says it.
  public var digest: String {
    let rights = rights.flatMap { [$0.name, $0.source] }
    let mutants = mutants.flatMap { [$0.name, $0.source] }
    return TextDigest(
      [id, "\(stars)", stub.path, stub.text, tests.unplaced, solution ?? ""] + rights + mutants
    ).text
  }
}

extension SourceFile {
  /// The text without the lines that change with where it stands in the prose: directives, and the
  /// digest of a whole generated file.
  var unplaced: String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { line in !Self.places.contains(where: line.hasPrefix) }.joined(separator: "\n")
  }

  private static let places = ["#sourceLocation", "// course:digest "]
}
