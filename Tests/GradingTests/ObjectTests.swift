import Foundation
import Testing

@testable import Grading

@Suite("Rules about object files") struct ObjectTests {
  private func refusals(
    _ symbols: [ObjectFile.Symbol], sections: Set<String> = [".text.f", ".rela.text"]
  ) throws -> [String] {
    let model = ObjectRules.Model(
      stub: ObjectFile(symbols: [Self.exported, .undefined("swift_retain")]),
      program: ObjectFile(symbols: [
        .undefined("write@GLIBC_2.2.5"), .undefined("$s7Testing5IssueV"),
      ]))
    let rules = ObjectRules(
      module: "Exercise1", modules: ["Chapter1", "ExerciseSupport", "Synchronization"],
      model: model)
    let object = ObjectFile(symbols: symbols, sections: sections)
    return rules.refusals(
      in: object, syntax: Syntax(of: "let a = 1\nexit(0)", dump: []), file: "F.swift"
    ).map { "\($0.place?.line ?? 0) \($0.message)" }
  }

  private static let exported = ObjectFile.Symbol.exported("$s9Exercise13sum4upToS2i_tF")

  @Test(
    "symbols from elsewhere are refused, whether used or defined",
    arguments: [
      (.undefined("exit"), "2 it calls `exit`, which is not for exercises"),
      (
        .undefined("$s10Foundation4DateV"),
        "1 it uses the module Foundation, which the stub doesn't import"
      ),
      (
        .undefined("$sSS10FoundationE4dataV"),
        "1 it uses the module Foundation, which the stub doesn't import"
      ),
      (
        .undefined("$ss15ContinuousClockVABycfC"),
        "1 `ContinuousClock`: a protocol reads no clock of the machine; ask the context"
      ),
      (
        .undefined("swift_stdlib_random"),
        "1 it calls `swift_stdlib_random`, which is not for exercises"
      ),
      (
        .undefined("swift_task_create"),
        "1 a protocol has neither tasks nor actors; ask the context for timers and messages"
      ),
      (
        .undefined("$sScS12ContinuationV5yieldyACyx__GxnF"),
        "1 a protocol has neither tasks nor actors; ask the context for timers and messages"
      ),
      (
        .undefined("$s8Chapter15WorldC4stepyyF"),
        "1 `World`: objects are shared by all nodes and calls, and not for exercises"
      ),
      (.hidden("swift_retain"), "1 it defines `swift_retain`, which is not a name of its own"),
      (
        .hidden("$s7Testing5IssueV"),
        "1 it defines `$s7Testing5IssueV`, which is not a name of its own"
      ),
      (
        .weak("$s7Testing5IssueV"),
        "1 it defines `$s7Testing5IssueV`, which is not a name of its own"
      ),
      (.weak("write"), "1 it defines `write`, which is not a name of its own"),
      (.weak("malloc"), "1 it defines `malloc`, which is not a name of its own"),
      (.exported("malloc"), "1 it shows `malloc`, which is not in the stub"),
      (
        .exported("$s9Exercise14MoveOs37_HasCustomAnyHashableRepresentationAAMc"),
        "1 it shows `$s9Exercise14MoveOs37_HasCustomAnyHashableRepresentationAAMc`, which is not in the stub"
      ),
    ] as [(ObjectFile.Symbol, String)])
  func symbols(symbol: ObjectFile.Symbol, message: String) throws {
    #expect(try refusals([Self.exported, symbol]) == [message])
  }

  @Test("symbols of one's own, the course's and the language's are fine")
  func ownSymbols() throws {
    #expect(
      try refusals([
        Self.exported, .hidden("$s9Exercise14helpSiyF"), .hidden("$sSi9Exercise1E5twiceSivg"),
        .weak("$sS2iSLsWl"), .weak("symbolic Si"), .weak("__swift_memcpy8_8"),
        .undefined("$s8Chapter17MessageOMn"), .undefined("$sSa6appendyyxnF"),
        .undefined("$s15Synchronization5MutexVMn"), .undefined("swift_release"),
        .undefined("memcpy"), .undefined("$sSi8Chapter1E6randomSiyF"),
        .undefined("$sSi6random2in5usingS2nySiG_xztSGRzlFZ"),
      ]) == [])
  }

  @Test("what the stub shows and the object doesn't is missed")
  func losses() throws {
    #expect(
      try refusals([]) == ["1 it lacks `$s9Exercise13sum4upToS2i_tF`, which is in the stub"])
  }

  @Test(
    "a section that the linker would run is refused",
    arguments: [".init_array", "__mod_init_func", ".ctors.1"])
  func sections(name: String) throws {
    #expect(
      try refusals([Self.exported], sections: [".text", name])
        == ["1 it has a section `\(name)`, which is not for exercises"])
  }

  private static let clang = (try? Toolchain.current()).map { $0.root + "/bin/clang" }
    .flatMap { FileManager.default.isExecutableFile(atPath: $0) ? $0 : nil }
  private static let program = """
    extern int needed(void);
    static int local;
    int shown(void) { return needed() + local++; }
    __attribute__((visibility("hidden"))) int inside(void) { return 1; }
    __attribute__((weak)) int weak(void) { return 2; }
    __attribute__((constructor)) static void early(void) { local = 1; }
    """

  @Test(
    "symbols and sections are read from ELF and from Mach-O",
    .enabled(if: clang != nil, "the toolchain has no clang"),
    arguments: [
      ("x86_64-unknown-linux-gnu", ".init_array"), ("aarch64-unknown-linux-gnu", ".init_array"),
      ("arm64-apple-macos15", "__mod_init_func"),
    ])
  func formats(target: String, section: String) throws {
    let folder = try Parsed.folder()
    defer { folder.remove() }
    try folder.write(Self.program, to: "f.c")
    let command = Command(
      arguments: [Self.clang ?? "", "-target", target, "-c", "f.c", "-o", "f.o"],
      directory: folder.path, environment: Toolchain.environment, limits: .compiler)
    try #require(Child.run(command).isSuccess)
    let bytes = try #require(folder.read("f.o"))
    let object = try ObjectFile(bytes)
    #expect(object.names(.undefined) == ["needed"])
    #expect(object.names(.hidden) == ["inside"])
    #expect(object.names(.exported) == ["shown", "weak"])
    #expect(object.symbols.filter(\.isWeak).map(\.name) == ["weak"])
    #expect(object.sections.contains(section))
    for count in stride(from: 0, to: bytes.count, by: 7) {
      // Cut anywhere it is damaged, or has lost what stands behind: never a crash.
      _ = try? ObjectFile(Array(bytes.prefix(count)))
    }
    #expect(throws: ObjectFile.Damage.self) { try ObjectFile(Array(bytes.prefix(70))) }
  }

  @Test("an object file holds all of its symbols, however many there are")
  func many() throws {
    let ready = try FixtureCourse.ready.get()
    let folder = try Parsed.folder()
    defer { folder.remove() }
    let functions = (0..<5000).map { "func f\($0)() {}" }.joined(separator: "\n")
    let output = try ready.sum.compiler.compileModule(
      "Exercise1", SourceFile(path: "F.swift", text: functions), in: folder, policy: [],
      isTrusted: true)
    let hidden = try output.folder.object("Exercise1.o").names(.hidden)
    #expect((0..<5000).allSatisfy { hidden.contains("$s9Exercise1\("f\($0)".count)f\($0)yyF") })
  }
}

extension ObjectFile.Symbol {
  static func undefined(_ name: String) -> Self {
    Self(name: name, reach: .undefined, isWeak: false)
  }
  static func hidden(_ name: String) -> Self { Self(name: name, reach: .hidden, isWeak: false) }
  static func weak(_ name: String) -> Self { Self(name: name, reach: .hidden, isWeak: true) }
  static func exported(_ name: String) -> Self { Self(name: name, reach: .exported, isWeak: false) }
}
