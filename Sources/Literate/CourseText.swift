/// All chapters and their solutions, read from the prose.
public struct CourseText: Sendable {
  public var chapters: [Chapter] = []
  public var solutions: [Chapter] = []
  public var diagnostics: [Diagnostic] = []

  /// Both, in the order in which they are extracted.
  public var all: [Chapter] { chapters + solutions }

  public var errors: [Diagnostic] { diagnostics.filter { $0.severity == .error } }

  /// The solutions of a chapter, if they are written.
  public func solutions(of chapter: Chapter) -> Chapter? {
    solutions.first { $0.number == chapter.number }
  }

  /// Reads `Chapters/*.md` and `Solutions/*.md`.
  ///
  /// - Throws: `FileError` if a file of prose is there and can't be read. What is wrong with the
  ///   prose is in `diagnostics`.
  public static func read(from files: PackageFiles) throws(FileError) -> CourseText {
    var course = CourseText()
    for (folder, kind) in [("Chapters", Chapter.Kind.chapter), ("Solutions", .solutions)] {
      // An editor's hidden files are not chapters.
      for name in files.list(folder) where name.hasSuffix(".md") && !name.hasPrefix(".") {
        let path = folder + "/" + name
        guard let bytes = try files.read(path) else { continue }
        course.add(SourceText(path: path, bytes: bytes), kind: kind)
      }
    }
    course.checkAcross()
    course.diagnostics = course.diagnostics.inSourceOrder()
    return course
  }

  mutating func add(_ source: SourceText, kind: Chapter.Kind) {
    let name = source.path.split(separator: "/").last ?? ""
    let stem = String(name.dropLast(".md".count))
    guard let number = Self.number(of: stem) else {
      diagnostics.append(
        Diagnostic(
          path: source.path, line: 1, "'\(name)' does not name a chapter",
          hint: "name it NN-slug.md, as in 07-paxos.md"))
      return
    }
    let parser = ChapterParser.parse(source, kind: kind, number: number, stem: stem)
    diagnostics += parser.diagnostics
    switch kind {
    case .chapter: chapters.append(parser.chapter)
    case .solutions: solutions.append(parser.chapter)
    }
  }

  /// Reads a chapter anew from a text that says the same at other lines.
  mutating func replace(_ chapter: Chapter, by text: SourceText) {
    guard let index = chapters.firstIndex(where: { $0.path == chapter.path }) else { return }
    let parser = ChapterParser.parse(
      text, kind: chapter.kind, number: chapter.number, stem: chapter.stem)
    chapters[index] = parser.chapter
    diagnostics.removeAll { $0.path == chapter.path }
    diagnostics += parser.diagnostics
  }

  /// The number in `07-paxos`; nil for a name that a path in a directive could not hold.
  private static func number(of stem: String) -> Int? {
    let parts = stem.utf8.split(separator: UInt8(ascii: "-"), maxSplits: 1)
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard parts.count == 2, parts[0].count == 2, parts[0].allSatisfy(digits.contains),
      let number = Int(String(Substring(parts[0]))), number > 0,
      (try? Role.slug(String(Substring(parts[1])))) != nil
    else { return nil }
    return number
  }

  // MARK: Checks that need more than one file

  private mutating func checkAcross() {
    for group in [chapters, solutions] {
      for (first, second) in zip(group, group.dropFirst()) where first.number == second.number {
        diagnostics.append(
          Diagnostic(
            path: second.path, line: 1, "\(first.path) is chapter \(first.number) already",
            hint: "give one of the two another number"))
      }
    }
    for text in solutions { checkSolutions(text) }
  }

  private mutating func checkSolutions(_ text: Chapter) {
    let chapter = chapters.first { $0.number == text.number }
    let exercises = chapter?.exercises.map(\.name) ?? []
    // What a chapter with errors holds is not known: they are enough.
    let isKnown = !errors.contains { $0.path == chapter?.path }
    var solved = Set<String>()
    var mutants = Set<String>()
    var rights = Set<String>()
    for block in text.blocks {
      switch block.role {
      case .solution(let name):
        solved.insert(name)
        if isKnown && !exercises.contains(name) { unknown(name, exercises, block, text) }
      case .right(let name, let exercise):
        if isKnown && !exercises.contains(exercise) { unknown(exercise, exercises, block, text) }
        if !rights.insert("\(exercise)/\(name)").inserted {
          second("right solution of \(exercise)", name, block, text)
        }
      case .mutant(let name, let exercise):
        if !solved.contains(exercise) {
          diagnostics.append(
            Diagnostic(
              path: text.path, line: block.line, "mutant '\(name)' patches no solution before it",
              hint: "put it after ```swift solution=\(exercise)"))
        }
        if !mutants.insert("\(exercise)/\(name)").inserted {
          second("mutant of \(exercise)", name, block, text)
        }
      default: break
      }
    }
  }

  private mutating func second(
    _ what: String, _ name: String, _ block: Block, _ text: Chapter
  ) {
    diagnostics.append(
      Diagnostic(
        path: text.path, line: block.line, "a second \(what) is called '\(name)'",
        hint: "rename one"))
  }

  private mutating func unknown(
    _ name: String, _ exercises: [String], _ block: Block, _ text: Chapter
  ) {
    diagnostics.append(
      Diagnostic(
        path: text.path, line: block.line, "chapter \(text.number) has no exercise '\(name)'",
        hint: nearest(name, among: exercises).map { "did you mean '\($0)'?" }
          ?? "its exercises: \(exercises.joined(separator: ", "))"))
  }
}
