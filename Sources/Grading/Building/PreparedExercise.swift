#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The nets that a submission has to pass; all of them, unless a test of a later one takes an
/// earlier one away.
struct Policy: OptionSet, Hashable, Sendable {
  let rawValue: Int

  static let source = Policy(rawValue: 1)
  static let memory = Policy(rawValue: 2)
  static let interface = Policy(rawValue: 4)
  static let symbols = Policy(rawValue: 8)
  static let all: Policy = [.source, .memory, .interface, .symbols]
}

/// An exercise made ready: its tests compiled against the stub and listed, all rules drawn from
/// the stub. From here on a submission costs one file to compile, one link and its tests.
public struct PreparedExercise: Sendable {
  public let exercise: Exercise
  /// In the order of the source; the tests that must report.
  public var tests: [TestCase] { listed.map(\.test) }

  struct Listed: Codable, Sendable {
    var identifier: String
    var test: TestCase
  }

  let compiler: Compiler
  let listed: [Listed]
  let testObjects: [String]
  let stubInterface: Interface
  let limits: Limits
  /// All that a result depends on beside the submission's own text.
  let stamp: String

  /// Compiles stub and tests, or takes them from `folder` if nothing has changed since.
  ///
  /// - Throws: `GradingError.exercise` if stub or tests are at fault.
  static func prepare(
    _ exercise: Exercise, compiler: Compiler, limits: Limits, in folder: Folder
  ) throws -> PreparedExercise {
    let stamp = [
      "1", compiler.toolchain.version, compiler.libraries.stamp, exercise.stub.text,
      exercise.tests.text, exercise.module, "\(limits)",
    ].joined(separator: "\u{0}")
    let home = try folder.folder("exercise-\(exercise.id)")
    if let kept = Kept.read(home, stamp: stamp) {
      return PreparedExercise(
        exercise: exercise, compiler: compiler, listed: kept.tests, testObjects: kept.objects,
        stubInterface: try Interface(graphs: kept.graphs(home)), limits: limits, stamp: stamp)
    }
    home.remove()
    do {
      return try compile(exercise, compiler, limits, in: try Folder(home.path), stamp: stamp)
    } catch let rejection as Compiler.Rejection {
      throw GradingError.exercise(id: exercise.id, problem: "\(rejection)")
    }
  }

  private static func compile(
    _ exercise: Exercise, _ compiler: Compiler, _ limits: Limits, in home: Folder, stamp: String
  ) throws -> PreparedExercise {
    let stub = try compiler.compileModule(
      exercise.module, exercise.stub, in: home.folder("stub"), policy: .all, isTrusted: true)
    let tests = try compiler.compileTests(
      exercise.module + "Tests", exercise.tests, seeing: stub.folder, in: home.folder("tests"))
    let main = try compiler.compileTests(
      "Main", mainProgram, seeing: stub.folder, in: home.folder("main"))
    let prepared = PreparedExercise(
      exercise: exercise, compiler: compiler, listed: [], testObjects: [tests, main],
      stubInterface: stub.interface, limits: limits, stamp: stamp)
    let program = stub.folder.path("tests")
    try compiler.link([stub.object] + prepared.testObjects, to: program, in: stub.folder)
    let listed = try prepared.list(program)
    try Kept(tests: listed, objects: prepared.testObjects).write(home, stamp: stamp)
    return PreparedExercise(
      exercise: exercise, compiler: compiler, listed: listed, testObjects: prepared.testObjects,
      stubInterface: stub.interface, limits: limits, stamp: stamp)
  }

  private static let mainProgram = SourceFile(
    path: "Main.swift",
    text: """
      internal import ExerciseTesting

      @main enum Main {
        static func main() async { await GradedRun.main() }
      }
      """)

  /// Asks the program, which holds nothing but our own code yet, for its tests.
  private func list(_ program: String) throws -> [Listed] {
    let process = TestProcess(
      program: program, isolation: compiler.isolation, limits: limits,
      toolchain: compiler.toolchain)
    let run = process.run(nil)
    let lines = LineTable(exercise.tests)
    let found = run.channel.records.filter { $0.kind == "test" && $0.payload?.kind == "function" }
      .compactMap { $0.payload.flatMap { Self.listed($0, lines) } }
    let ordered = found.sorted { ($0.0, $0.1.identifier) < ($1.0, $1.1.identifier) }.map(\.1)
    guard !ordered.isEmpty else {
      let errors = String(decoding: run.ending.errors, as: UTF8.self)
      throw GradingError.exercise(
        id: exercise.id, problem: "its tests can't be listed (\(run.ending.cause)): \(errors)")
    }
    return ordered
  }

  /// A test with its line in the compiled file. `Exercise7Tests.ProposerTests/answers()/File.swift:9:4`
  /// becomes `ProposerTests/answers()`.
  private static func listed(
    _ payload: TestRecord.Payload, _ lines: LineTable
  ) -> (Int, Listed)? {
    guard let identifier = payload.id, let location = payload.sourceLocation else { return nil }
    let parts = identifier.split(separator: "/").dropLast().joined(separator: "/")
    let short = parts.split(separator: ".", maxSplits: 1).last.map(String.init) ?? parts
    let place = lines[location.line] ?? Place(file: location.fileID, line: location.line)
    let name = payload.displayName ?? payload.name ?? short
    let test = TestCase(id: short, name: name, place: place)
    return (location.line, Listed(identifier: identifier, test: test))
  }

  /// What is written down of a prepared exercise, so that the next run finds it ready.
  private struct Kept: Codable {
    var tests: [Listed]
    var objects: [String]

    static func read(_ home: Folder, stamp: String) -> Kept? {
      guard home.read("stamp") == Array(stamp.utf8), let bytes = home.read("kept.json") else {
        return nil
      }
      return try? JSONDecoder().decode(Kept.self, from: Data(bytes))
    }

    func write(_ home: Folder, stamp: String) throws {
      try home.write(
        String(decoding: try JSONEncoder().encode(self), as: UTF8.self), to: "kept.json")
      try home.write(stamp, to: "stamp")
    }

    func graphs(_ home: Folder) throws -> [[UInt8]] {
      let output = try home.folder("stub").folder("out")
      return output.files().filter { $0.hasSuffix(".symbols.json") }.compactMap(output.read)
    }
  }
}
