/// Reads a chapter from its markdown, and says everything that is wrong with it.
struct ChapterParser {
  private(set) var chapter: Chapter
  private(set) var diagnostics: [Diagnostic] = []
  /// The exercise whose section we are in.
  private var openExercise: Int?
  /// The cells so far, by the function that each becomes.
  private var cellsByFunction: [String: CellText] = [:]

  /// Parses a chapter. Blocks that cannot be read are left out and reported.
  static func parse(_ source: SourceText, kind: Chapter.Kind, number: Int, stem: String) -> Self {
    var parser = Self(
      chapter: Chapter(kind: kind, number: number, stem: stem, source: source))
    parser.parse()
    return parser
  }

  private init(chapter: Chapter) { self.chapter = chapter }

  private mutating func parse() {
    if let line = chapter.source.firstLineOfInvalidUTF8 {
      return report(line, "these bytes are not UTF-8", hint: "save the file as UTF-8")
    }
    if let line = chapter.source.firstLine(with: 0) {
      return report(line, "a NUL byte", hint: "remove it: markdown cannot carry it")
    }
    if let line = chapter.source.firstConflictMarker {
      return report(
        line, "a merge left a conflict here", hint: "keep one side, and delete the marks of both")
    }
    let nodes = MarkdownDocument(parsing: chapter.source.bytes).nodes()
    var fenced = chapter.source.fencedBlocks(in: nodes)[...]
    for node in nodes {
      switch node.content {
      case .heading(let level, let text): read(heading: text, level: level, line: node.line)
      case .html(let bytes): read(html: bytes, line: node.line)
      case .image(let url, let text):
        chapter.images.append(Image(url: url, text: text, line: node.line))
      case .code:
        // An indented block has no fence and stands in `nodes` alone.
        guard let block = fenced.first, block.line == node.line else { continue }
        fenced.removeFirst()
        read(block)
      case .container, .prose: break
      }
    }
    if chapter.title.isEmpty {
      report(1, "the file has no title", hint: "begin with '# \(chapter.number). Its title'")
    }
    checkExercises()
  }

  mutating func report(
    _ line: Int, column: Int = 1, severity: Diagnostic.Severity = .error, _ message: String,
    hint: String? = nil
  ) {
    diagnostics.append(
      Diagnostic(
        severity, path: chapter.path, line: line, column: column, message, hint: hint))
  }
}

// MARK: - Headings and hints

extension ChapterParser {
  private mutating func read(heading text: String, level: Int, line: Int) {
    if level == 1 && chapter.title.isEmpty { chapter.title = text }
    if level <= 3 { openExercise = nil }
    let words = text.split(separator: " ").map(String.init)
    guard words.first == "Exercise", words.count > 1, chapter.kind == .chapter else { return }
    guard let exercise = exercise(words.dropFirst(), line: line) else {
      return report(
        line, "'\(text)' does not number an exercise",
        hint: "write ### Exercise \(chapter.number).1 ★★ Its title, with one to four stars")
    }
    if exercise.chapter != chapter.number {
      report(
        line, "exercise \(exercise.label) stands in chapter \(chapter.number)",
        hint: "number it \(chapter.number).\(exercise.number)")
    }
    if chapter.exercises.contains(where: { $0.number == exercise.number }) {
      report(line, "exercise \(exercise.label) is numbered twice", hint: "give it the next number")
    }
    openExercise = chapter.exercises.count
    chapter.exercises.append(exercise)
  }

  /// `7.2 ★★★ The proposer`.
  private func exercise(_ words: ArraySlice<String>, line: Int) -> ExerciseText? {
    let numbers = (words.first ?? "").split(separator: ".").map { Int($0) }
    let stars = words.dropFirst().first ?? ""
    let title = words.dropFirst(2).joined(separator: " ")
    guard numbers.count == 2, let chapter = numbers[0], let number = numbers[1],
      (1...4).contains(stars.count), stars.allSatisfy({ $0 == "★" }), !title.isEmpty
    else { return nil }
    return ExerciseText(
      chapter: chapter, number: number, stars: stars.count, title: title, line: line)
  }

  /// `<details>` without a blank line after it swallows the block that was meant to stand in it.
  private mutating func warnOfFences(in html: [UInt8], line: Int) {
    guard html.trimmingPrefix(while: Ascii.isBlank).starts(with: "<details".utf8) else { return }
    for (offset, text) in html.linesWithEndings().enumerated() {
      let text = text[...].trimmingLeadingBlanks()
      guard text.starts(with: "```".utf8) || text.starts(with: "~~~".utf8) else { continue }
      return report(
        line + offset, severity: .warning,
        "this fence belongs to the HTML before it: it is no block",
        hint: "put a blank line before it")
    }
  }

  /// Hints are `<details><summary>Hint 1</summary>` in an exercise's section.
  private mutating func read(html bytes: [UInt8], line: Int) {
    warnOfFences(in: bytes, line: line)
    guard let open = openExercise, let title = Self.between("<summary>", "</summary>", bytes.text),
      title.hasPrefix("Hint")
    else { return }
    var text: [String] = []
    for number in line..<(chapter.source.lines.count + 1) {
      let content = chapter.source.line(number).text
      let isClosing = content.contains("</details>")
      let inner =
        content.firstRange(of: "</summary>").map { String(content[$0.upperBound...]) }
        ?? (content.contains("<details>") ? "" : content)
      text.append(
        inner.firstRange(of: "</details>").map { String(inner[..<$0.lowerBound]) } ?? inner)
      if isClosing { break }
    }
    let body = text.drop { $0.allSatisfy(\.isWhitespace) }.reversed()
      .drop { $0.allSatisfy(\.isWhitespace) }.reversed().joined(separator: "\n")
    chapter.exercises[open].hints.append(ExerciseText.Hint(title: title, line: line, text: body))
  }

  private static func between(_ opening: String, _ closing: String, _ text: String) -> String? {
    guard let start = text.firstRange(of: opening)?.upperBound,
      let end = text[start...].firstRange(of: closing)?.lowerBound
    else { return nil }
    return String(text[start..<end])
  }
}

// MARK: - Blocks

extension ChapterParser {
  private mutating func read(_ fenced: FencedBlock) {
    guard fenced.isClosed else {
      let run = String(
        repeating: Character(UnicodeScalar(fenced.fence.byte)), count: fenced.fence.length)
      return report(
        fenced.line, column: fenced.column, "this fence is never closed",
        hint: "end the block with a line of \(run)")
    }
    checkFences(in: fenced)
    do throws(RoleError) {
      let block = Block(fenced: fenced, role: try Role(fenced.info))
      chapter.blocks.append(block)
      lint(block)
      place(block)
    } catch {
      report(fenced.line, column: fenced.column, error.message, hint: error.hint)
    }
  }

  private mutating func place(_ block: Block) {
    switch (block.role, chapter.kind) {
    case (.solution, .chapter), (.right, .chapter), (.mutant, .chapter):
      report(
        block.line, "a \(block.role.name) in a chapter",
        hint: "it belongs in Solutions/\(chapter.stem).md")
    case (.sketch, _), (.prose, _), (.solution, _), (.right, _), (.mutant, _): break
    case (_, .solutions):
      report(
        block.line, "a block of role '\(block.role.name)' among the solutions",
        hint: "make it solution=NAME, or a sketch")
    case (.cell(let name, let isVolatile, let product), _):
      add(CellText(name: name, isVolatile: isVolatile, product: product, block: block))
    case (.output, _), (.figure, _): attach(recorded: block)
    case (.exercise(let name), _): add(block, to: name, \.stubs)
    case (.exerciseTest(let name), _): add(block, to: name, \.tests)
    case (.module, _), (.test, _): break
    }
  }

  private mutating func add(_ cell: CellText) {
    if let first = cellsByFunction.updateValue(cell, forKey: cell.functionName) {
      let alike = first.name == cell.name ? "" : ", which Swift spells as '\(first.name)'"
      report(
        cell.block.line, "a second cell is called '\(cell.name)'\(alike)",
        hint: "the first stands at line \(first.block.line); rename one")
    }
    chapter.cells.append(cell)
  }

  /// An output belongs to the nearest cell before it, with no other code between them.
  private mutating func attach(recorded block: Block) {
    let last = chapter.blocks.dropLast().last { $0.role != .prose }
    let follows: Bool
    switch last?.role {
    case .cell, .output, .figure: follows = true
    default: follows = false
    }
    guard follows, let cell = chapter.cells.indices.last else {
      return report(
        block.line, "this output belongs to no cell", hint: "put it right after a cell's block")
    }
    if block.figureName != nil {
      chapter.cells[cell].figures.append(block)
    } else if chapter.cells[cell].output != nil || !chapter.cells[cell].figures.isEmpty {
      report(
        block.line, "a second output of cell '\(chapter.cells[cell].name)'",
        hint: "keep one, before the cell's figures; `course run --record` writes it")
    } else {
      chapter.cells[cell].output = block
    }
  }

  private mutating func add(
    _ block: Block, to name: String, _ part: WritableKeyPath<ExerciseText, [Block]>
  ) {
    guard let open = openExercise else {
      return report(
        block.line, "'\(name)' stands outside an exercise",
        hint: "put it under a heading ### Exercise \(chapter.number).N ★★ Its title")
    }
    if chapter.exercises[open].name.isEmpty { chapter.exercises[open].name = name }
    guard chapter.exercises[open].name == name else {
      return report(
        block.line,
        "exercise \(chapter.exercises[open].label) is called '\(chapter.exercises[open].name)', "
          + "not '\(name)'", hint: "an exercise has one file")
    }
    chapter.exercises[open][keyPath: part].append(block)
  }

  private mutating func checkExercises() {
    var names: [String: ExerciseText] = [:]
    for exercise in chapter.exercises {
      let what = "exercise \(exercise.label)"
      if exercise.stubs.isEmpty {
        report(exercise.line, "\(what) has no stub", hint: "add a block ```swift exercise=NAME")
      } else if exercise.tests.isEmpty {
        report(
          exercise.line, "\(what) has no tests",
          hint: "add a block ```swift exercise-test=\(exercise.name)")
      }
      guard !exercise.name.isEmpty else { continue }
      if let other = names.updateValue(exercise, forKey: exercise.name.lowercased()) {
        report(
          exercise.line, "\(what) and \(other.label) share the file \(exercise.name).swift",
          hint: "names must differ by more than case")
      }
    }
  }
}

extension SourceText {
  /// The first line that holds a byte, if one does.
  fileprivate func firstLine(with byte: UInt8) -> Int? {
    guard bytes.contains(byte) else { return nil }
    return lines.firstIndex { bytes[$0].contains(byte) }.map { $0 + 1 }
  }

  /// The line of the first byte that is not UTF-8, if there is one.
  var firstLineOfInvalidUTF8: Int? {
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    return lines.indices.first { String(validating: bytes[lines[$0]], as: UTF8.self) == nil }.map {
      $0 + 1
    }
  }
}
