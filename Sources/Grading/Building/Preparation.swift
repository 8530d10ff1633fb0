#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// What is written down of an exercise once its stub and tests are compiled.
struct Preparation: Codable, Sendable {
  struct Listed: Codable, Sendable {
    /// As Swift Testing knows it.
    var identifier: String
    var test: TestCase
    /// Of the file that was compiled.
    var line: Int
  }

  /// All that it was made from.
  var stamp: String
  var tests: [Listed]
  /// To link every submission with, by its path in the preparation's folder.
  var object: String
  /// What the stub uses, and what its object says about all others.
  var words: SourceRules.Allowance
  var model: ObjectRules.Model

  private static let file = "preparation.json"

  static func read(from path: String, stamp: String) -> Preparation? {
    guard let bytes = FileManager.default.contents(atPath: path + "/" + file),
      let preparation = try? JSONDecoder().decode(Preparation.self, from: bytes)
    else { return nil }
    return preparation.stamp == stamp ? preparation : nil
  }

  /// Leaves the newest preparation of each exercise: the others are of texts, or of a grader, that
  /// have changed since.
  static func sweep(_ folder: Folder) {
    let dated = folder.files().map { name in
      let found = try? FileManager.default.attributesOfItem(atPath: folder.path(name))
      return (name: name, date: found?[.modificationDate] as? Date ?? .distantPast)
    }
    let exercises = Dictionary(grouping: dated) { $0.name.prefix { $0 != "-" } }
    for kept in exercises.values {
      for old in kept.sorted(by: { ($0.date, $0.name) < ($1.date, $1.name) }).dropLast() {
        folder.remove(old.name)
      }
    }
  }

  static func make(
    _ exercise: Exercise, _ compiler: Compiler, _ limits: Limits, stamp: String, in home: Folder
  ) throws {
    let syntax = try compiler.parse(exercise.stub, in: home.folder("stub"), isTrusted: true)
    try checkStub(syntax, of: exercise)
    let stub = try compiler.compileModule(
      exercise.module, exercise.stub, in: home.folder("stub"), policy: .all, isTrusted: true)
    let tests = try compiler.compileTests(
      exercise.module + "Tests", [exercise.tests, mainProgram], seeing: stub.folder,
      in: home.folder("tests"))
    let program = stub.folder.path("tests")
    try compiler.link([tests, stub.object], to: program, in: stub.folder)
    stub.folder.open()
    let process = TestProcess(
      program: program, isolation: compiler.isolation, limits: limits,
      toolchain: compiler.toolchain)
    let preparation = Preparation(
      stamp: stamp, tests: try list(exercise, process),
      object: String(tests.dropFirst(home.path.count + 1)),
      words: SourceRules.Allowance(syntax),
      model: ObjectRules.Model(
        stub: try stub.folder.object("\(exercise.module).o"),
        program: try stub.folder.object("tests")))
    try home.write(String(decoding: try JSONEncoder().encode(preparation), as: UTF8.self), to: file)
  }

  /// The tests must not take anything of the stub's inside with them.
  private static func checkStub(_ syntax: Syntax, of exercise: Exercise) throws {
    let inside: Set<String> = [
      "inlinable", "usable_from_inline", "frozen", "always_emit_into_client", "transparent",
    ]
    if let attribute = syntax.attributes.first(where: { inside.contains($0.name) }) {
      throw GradingError.exercise(
        id: exercise.id,
        problem: "`\(attribute.spelling)` makes the tests depend on more than the stub's interface")
    }
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
  private static func list(_ exercise: Exercise, _ process: TestProcess) throws -> [Listed] {
    let run = process.run(nil)
    let lines = LineTable(exercise.tests)
    let found = run.channel.records.filter { $0.kind == "test" && $0.payload?.kind == "function" }
      .compactMap { $0.payload.flatMap { listed($0, lines) } }
    let ordered = found.sorted { ($0.line, $0.identifier) < ($1.line, $1.identifier) }
    guard !ordered.isEmpty else {
      let errors = String(decoding: run.ending.errors, as: UTF8.self)
      throw GradingError.exercise(
        id: exercise.id, problem: "its tests can't be listed (\(run.ending.cause)): \(errors)")
    }
    return ordered
  }

  /// `Exercise7Tests.ProposerTests/answers()/File.swift:9:4`
  /// becomes `ProposerTests/answers()`.
  private static func listed(_ payload: TestRecord.Payload, _ lines: LineTable) -> Listed? {
    guard let identifier = payload.id, let location = payload.sourceLocation else { return nil }
    let parts = identifier.split(separator: "/").dropLast().joined(separator: "/")
    let short = parts.split(separator: ".", maxSplits: 1).last.map(String.init) ?? parts
    let place = lines[location.line] ?? Place(file: location.fileID, line: location.line)
    let name = payload.displayName ?? payload.name ?? short
    let test = TestCase(id: short, name: name, place: place)
    return Listed(identifier: identifier, test: test, line: location.line)
  }
}
