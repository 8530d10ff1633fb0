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
    var interface: Interface
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
        "-module-name", module, "-enable-library-evolution", "-emit-module",
        "-emit-module-path", output.path("\(module).swiftmodule"), "-emit-symbol-graph",
        "-emit-symbol-graph-dir", output.path, "-emit-extension-block-symbols",
      ] + (policy.contains(.memory) ? strict : [])
    let object = output.path("\(module).o")
    let ending = run(
      compilation(of: source.path, to: object, options: options, in: folder, output),
      folder: folder, output: output, isTrusted: isTrusted)
    try check(ending, source: source.path)
    let graphs = output.files().filter { $0.hasSuffix(".symbols.json") }.compactMap(output.read)
    return Output(folder: output, object: object, interface: try Interface(graphs: graphs))
  }

  /// Compiles a file of ours that sees the module in `imports`.
  func compileTests(
    _ module: String, _ source: SourceFile, seeing imports: Folder, in folder: Folder
  ) throws -> String {
    try folder.write(source.text, to: source.path)
    let output = try folder.folder("out")
    let object = output.path("\(module).o")
    let options = ["-module-name", module, "-I", imports.path]
    let ending = run(
      compilation(of: source.path, to: object, options: options, in: folder, output),
      folder: folder, output: output, isTrusted: true, seeing: [imports.path])
    try check(ending, source: source.path)
    return object
  }

  /// Links objects into a program.
  func link(_ objects: [String], to program: String, in output: Folder) throws {
    let command = Command(
      arguments: [toolchain.compiler, "-o", program] + objects + libraries.objects,
      directory: output.path, environment: environment(in: output), limits: .compiler)
    let ending = run(
      command, folder: output, output: output, isTrusted: false, seeing: objects.map(parent))
    try check(ending, source: "")
  }

  /// What `nm` says about an object file.
  func symbols(of object: String) -> String {
    let command = Command(
      arguments: [toolchain.symbolLister, "-g", object], directory: "/",
      environment: Toolchain.environment, limits: .compiler)
    return String(decoding: Child.run(command).output, as: UTF8.self)
  }

  private func compilation(
    of source: String, to object: String, options: [String], in folder: Folder,
    _ output: Folder
  ) -> Command {
    let language = [
      "-parse-as-library", "-Onone", "-wmo", "-diagnostic-style", "llvm", "-module-cache-path",
      cache.path,
    ]
    return Command(
      arguments: [toolchain.compiler] + libraries.options + language + options
        + ["-c", source, "-o", object],
      directory: folder.path, environment: environment(in: output), limits: .compiler)
  }

  private func environment(in folder: Folder) -> [String] {
    ["PATH=/usr/bin:/bin", "HOME=\(folder.path)", "TMPDIR=\(folder.path)", "LANG=C.UTF-8"]
  }

  private func run(
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

  private func check(_ ending: Ending, source: String) throws {
    guard !ending.isSuccess else { return }
    let isOver =
      ending.cause == .stopped || ending.signal == Signal.processorTime
      || ending.signal == Signal.kill
    if isOver {
      throw Rejection.timedOut(
        Finding(place: Place(file: source, line: 1), message: "the compiler doesn't come to an end")
      )
    }
    let text = String(decoding: ending.errors + ending.output, as: UTF8.self)
    let errors = Diagnostics.errors(in: text, file: source)
    let unsafe = errors.filter { $0.message.contains("[#StrictMemorySafety]") }
    if !unsafe.isEmpty { throw Rejection.refused(unsafe) }
    throw Rejection.didNotCompile(
      errors.isEmpty
        ? [Finding(message: "the compiler fails without a word (\(ending.cause))", details: [text])]
        : errors)
  }
}

/// The compiler's diagnostics in LLVM's style: `path:line:column: error: message`.
enum Diagnostics {
  private static let most = 20

  static func errors(in text: String, file: String) -> [Finding] {
    let errors = text.split(whereSeparator: \.endsLine).compactMap { error(in: $0, file: file) }
    return Array(errors.prefix(most))
  }

  private static func error(in line: Substring, file: String) -> Finding? {
    guard let mark = line.firstRange(of: ": error: ") else { return nil }
    let message = String(line[mark.upperBound...])
    let parts = line[..<mark.lowerBound].split(separator: ":")
    guard parts.count >= 2, let number = Int(parts[parts.count - 2]) else {
      return Finding(message: message)
    }
    let path = parts.dropLast(2).joined(separator: ":")
    return Finding(place: Place(file: path, line: number), message: message)
  }
}
