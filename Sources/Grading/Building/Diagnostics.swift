/// What a run of the compiler or of the linker says that went wrong.
extension Compiler {
  /// - Parameter problem: what to say if it stops without a word about the source.
  /// - Throws: `Rejection` if the source may be to blame, `GradingError.environment` if it can't be.
  func check(_ ending: Ending, source: String, problem: String) throws {
    guard !ending.isSuccess else { return }
    if case .notStarted(let problem) = ending.cause { throw GradingError.environment(problem) }
    let place = Place(file: source, line: 1)
    if ending.cause == .stopped || ending.signal == Signal.processorTime {
      throw Rejection.timedOut(
        Finding(place: place, message: "the compiler doesn't come to an end"))
    }
    let text = String(decoding: ending.errors + ending.output, as: UTF8.self)
    let errors = Diagnostics.errors(in: text, file: source)
    let unsafe = errors.filter { $0.message.contains("[#StrictMemorySafety]") }
    if !unsafe.isEmpty { throw Rejection.refused(unsafe) }
    if !errors.isEmpty { throw Rejection.didNotCompile(errors) }
    if let trouble = Diagnostics.trouble(in: text) { throw GradingError.environment(trouble) }
    // What a crashed compiler says differs from run to run, and names places of this machine.
    throw Rejection.didNotCompile([Finding(place: place, message: problem)])
  }
}

/// The compiler's diagnostics in LLVM's style: `path:line:column: error: message`.
enum Diagnostics {
  private static let most = 20

  /// Errors that name a line of the file.
  static func errors(in text: String, file: String) -> [Finding] {
    let errors = text.linesOfText.compactMap(error)
    return Array(errors.filter { $0.place?.file == file }.prefix(most))
  }

  /// What the system refuses to the compiler itself, whatever the source: no line of the source.
  static func trouble(in text: String) -> String? {
    let causes = [
      "No space left on device", "Disk quota exceeded", "Read-only file system",
      "Permission denied", "Input/output error", "Too many open files",
      "Resource temporarily unavailable", "bwrap: ",
    ]
    let signs = ["error: ", "<unknown>:0: error: ", "fatal error: ", "LLVM ERROR: ", "bwrap: "]
    let own = text.linesOfText.filter { line in
      signs.contains { line.hasPrefix($0) } || line.contains("ld: ")
    }
    return causes.first { cause in own.contains { $0.contains(cause) } }
      .map { "a tool that builds submissions says: \($0)" }
  }

  private static func error(in line: String) -> Finding? {
    guard let mark = line.firstRange(of: ": error: ") else { return nil }
    let message = String(line[mark.upperBound...])
    let parts = line[..<mark.lowerBound].split(separator: ":")
    guard parts.count > 2, let number = Int(parts[parts.count - 2]) else { return nil }
    let path = parts.dropLast(2).joined(separator: ":")
    return Finding(place: Place(file: path, line: number), message: message)
  }
}
