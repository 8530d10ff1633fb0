extension Compiler {
  /// What the compiler parses of a source, under the options that it is compiled with.
  ///
  /// - Throws: `Rejection` if it doesn't parse.
  func parse(_ source: SourceFile, in folder: Folder, isTrusted: Bool) throws -> Syntax {
    try folder.write(source.text, to: source.path)
    let output = try folder.folder("out")
    var command = Command(
      arguments: [toolchain.frontend, "-frontend", "-dump-parse", "-dump-ast-format", "json"]
        + libraries.options + ["-parse-as-library", "-diagnostic-style", "llvm", source.path],
      directory: folder.path, environment: environment(in: output), limits: .parser)
    command.needsWholeOutput = true
    let ending = run(command, folder: folder, output: output, isTrusted: isTrusted)
    // A tree that was cut is none: nested closures make it grow without bounds.
    if ending.isCut {
      throw Rejection.refused([
        Finding(
          place: Place(file: source.path, line: 1),
          message: "its parse tree is larger than any exercise's: nest less, write less")
      ])
    }
    try check(ending, source: source.path, problem: Self.crash)
    return Syntax(of: source.text, dump: ending.output)
  }

  /// What the compiler makes of one of our sources, with the types of all it holds, as JSON.
  ///
  /// - Throws: `Rejection` if it doesn't compile.
  func dump(_ module: String, _ source: SourceFile, in folder: Folder) throws -> [UInt8] {
    try folder.write(source.text, to: source.path)
    let output = try folder.folder("out")
    var command = Command(
      arguments: [toolchain.frontend, "-frontend", "-dump-ast", "-dump-ast-format", "json"]
        + libraries.options
        + ["-module-name", module, "-parse-as-library", "-diagnostic-style", "llvm"]
        + ["-module-cache-path", cache.path, source.path],
      directory: folder.path, environment: environment(in: output), limits: .compiler)
    command.limits.output = 1 << 27  // the tree of a stub is a few hundred times its text
    command.needsWholeOutput = true
    let ending = run(command, folder: folder, output: output, isTrusted: true)
    try check(ending, source: source.path, problem: Self.crash)
    return ending.output
  }
}
