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
}
