/// One source file of an exercise, compiled against the course's libraries.
///
/// The module is compiled for *library evolution*: whoever uses it goes through its public
/// interface alone and relies on nothing inside. So the tests are compiled once, against the stub,
/// and each submission is linked with them as they are. That is fast, and it is safe: what the
/// tests mean was settled before the submission was looked at.
struct Compiler: Sendable {
  var toolchain: Toolchain
  var libraries: CourseLibraries
  var isolation: Isolation
  /// Clang's precompiled headers; filled by the stub, only read by submissions.
  var cache: Folder

  struct Output: Sendable {
    var folder: Folder
    var object: String
  }

  /// What the compiler has against a source.
  enum Rejection: Error {
    case refused([Finding])
    case didNotCompile([Finding])
    case timedOut(Finding)

    var findings: [Finding] {
      switch self {
      case .refused(let findings), .didNotCompile(let findings): findings
      case .timedOut(let finding): [finding]
      }
    }
  }

  static let crash = "the compiler crashes on it, and not on the stub: look for what is unusual"

  /// Compiles the module of an exercise from one source.
  ///
  /// - Parameter folder: private to this source; holds it and everything made from it.
  func compileModule(
    _ module: String, _ source: SourceFile, in folder: Folder, policy: Policy, isTrusted: Bool
  ) throws -> Output {
    try folder.write(source.text, to: source.path)
    let output = try folder.folder("out")
    let strict = ["-strict-memory-safety", "-Werror", "StrictMemorySafety"]
    let options =
      [
        "-module-name", module, "-enable-library-evolution", "-emit-module-path",
        output.path("\(module).swiftmodule"), "-emit-symbol-graph", "-emit-symbol-graph-dir",
        output.path, "-emit-extension-block-symbols",
      ] + (policy.contains(.memory) ? strict : [])
    let object = output.path("\(module).o")
    // The compiler proper: its driver would take as long again to plan the one thing there is to do.
    let ending = run(
      compilation(
        [toolchain.frontend, "-frontend"], of: [source.path], to: object, options: options,
        in: folder, output),
      folder: folder, output: output, isTrusted: isTrusted)
    try check(ending, source: source.path, problem: Self.crash)
    return Output(folder: output, object: object)
  }

  /// Compiles files of ours that see the module in `imports`. The compiler's driver knows where the
  /// macros of the testing library are.
  func compileTests(
    _ module: String, _ sources: [SourceFile], seeing imports: Folder, in folder: Folder
  ) throws -> String {
    for source in sources { try folder.write(source.text, to: source.path) }
    let output = try folder.folder("out")
    let object = output.path("\(module).o")
    let options = ["-wmo", "-module-name", module, "-I", imports.path]
    let ending = run(
      compilation(
        [toolchain.compiler], of: sources.map(\.path), to: object, options: options, in: folder,
        output),
      folder: folder, output: output, isTrusted: true, seeing: [imports.path])
    try check(ending, source: sources.first?.path ?? "", problem: Self.crash)
    return object
  }

  /// Links objects into a program. Of helpers that several have, it is the first one's that counts:
  /// ours stand before a submission's.
  func link(_ objects: [String], to program: String, in output: Folder) throws {
    // The driver leaves a file beside the first object: that has to stand where it may write.
    let first = try objects.first.map { try output.link(to: $0, as: "first.o") }
    let all = (first.map { [$0] } ?? []) + libraries.objects + objects.dropFirst()
    let command = Command(
      arguments: [toolchain.compiler, "-o", program] + toolchain.linking + all,
      directory: output.path, environment: environment(in: output), limits: .compiler)
    let ending = run(
      command, folder: output, output: output, isTrusted: false, seeing: objects.map(parent))
    try check(ending, source: "", problem: "it can't be linked with the tests")
  }

  private func compilation(
    _ compiler: [String], of sources: [String], to object: String, options: [String],
    in folder: Folder, _ output: Folder
  ) -> Command {
    let language = [
      "-parse-as-library", "-Onone", "-diagnostic-style", "llvm", "-module-cache-path", cache.path,
    ]
    return Command(
      arguments: compiler + libraries.options + language + options + ["-c", "-o", object] + sources,
      directory: folder.path, environment: environment(in: output), limits: .compiler)
  }

  func environment(in folder: Folder) -> [String] {
    ["PATH=/usr/bin:/bin", "HOME=\(folder.path)", "TMPDIR=\(folder.path)", "LANG=C.UTF-8"]
  }

  func run(
    _ command: Command, folder: Folder, output: Folder, isTrusted: Bool, seeing: [String] = []
  ) -> Ending {
    let readable = [toolchain.root, folder.path] + libraries.folders + seeing
    let wrapped = isolation.wrap(
      command, readable: readable + (isTrusted ? [] : [cache.path]),
      writable: [output.path] + (isTrusted ? [cache.path] : []), isTrusted: true)
    return Child.run(wrapped)
  }

  private func parent(_ path: String) -> String {
    String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
  }
}
