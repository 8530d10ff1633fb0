/// Makes a chapter's files from its blocks. Pure: it reads and writes nothing.
struct Generator {
  private let chapter: Chapter
  private var files: [GeneratedFile] = []
  private(set) var stubs: [StubFile] = []

  /// The files of a chapter or of its solutions, in order of their paths.
  static func generate(_ chapter: Chapter) -> (files: [GeneratedFile], stubs: [StubFile]) {
    var generator = Generator(chapter: chapter)
    for block in chapter.blocks { generator.add(block) }
    generator.addCells()
    for exercise in chapter.exercises where !exercise.stubs.isEmpty {
      generator.stubs.append(
        StubFile(
          path: exercise.workPath, source: chapter.path, line: exercise.stubs[0].line,
          bytes: exercise.stub))
    }
    return (generator.files.sorted { $0.path < $1.path }, generator.stubs)
  }

  private init(chapter: Chapter) { self.chapter = chapter }

  private mutating func add(_ block: Block) {
    let module = chapter.module
    switch block.role {
    case .module(let file): add(block, to: "Sources/\(module)/\(file ?? "\(module).swift")")
    case .test(let file): add(block, to: "Tests/\(module)Tests/\(file ?? "\(module)Tests.swift")")
    case .exerciseTest(let name):
      add(block, to: "Tests/Exercise\(chapter.number)Tests/\(name).swift")
    case .solution(let name): add(block, to: "Solutions/\(module)/\(name).swift")
    case .cell, .output, .figure, .exercise, .right, .mutant, .sketch, .prose: break
    }
  }

  private mutating func add(_ block: Block, to path: String) {
    let piece = GeneratedFile.Piece.code(line: block.line, block.fenced.literal)
    if let index = files.firstIndex(where: { $0.path == path }) {
      files[index].pieces.append(piece)
    } else {
      files.append(GeneratedFile(path: path, source: chapter.path, pieces: [piece]))
    }
  }
}

/// An exercise's stub: copied once, without directives, and the student's from then on.
public struct StubFile: Sendable {
  public var path: String
  /// The chapter's path and the line of the stub's first block.
  public var source: String
  public var line: Int
  public var bytes: [UInt8]
}

// MARK: - Cells

extension Generator {
  /// The file that runs a chapter's cells as tests of the chapter.
  static func cellsPath(_ chapter: Chapter) -> String { "Tests/\(chapter.module)Tests/Cells.swift" }

  private mutating func addCells() {
    guard !chapter.cells.isEmpty else { return }
    var pieces = [GeneratedFile.Piece.scaffold(cellsPreamble)]
    for cell in chapter.cells {
      pieces.append(.scaffold(opening(of: cell)))
      pieces.append(.code(line: cell.block.line, cell.block.fenced.literal))
      pieces.append(.scaffold("    }\n  }\n\n"))
    }
    pieces.append(.scaffold(cellsClosing))
    files.append(
      GeneratedFile(path: Self.cellsPath(chapter), source: chapter.path, pieces: pieces))
  }

  private var cellsPreamble: String {
    let imports = importedModules.map {
      $0 == chapter.module ? "@testable import \($0)" : "import \($0)"
    }
    return """
      \(imports.joined(separator: "\n"))

      @Suite("Cells of chapter \(chapter.number)", .serialized) struct Cells {

      """
  }

  /// What a cell can use without saying so: what its chapter's module imports, the module itself,
  /// and the notebook.
  private var importedModules: [String] {
    chapter.importedModules.union([chapter.module, "Figures", "Notebook", "Simulation", "Testing"])
      .sorted()
  }

  private func opening(of cell: CellText) -> String {
    var arguments = [
      "\"\(cell.name)\"", "line: \(cell.block.line)",
      "output: \(cell.output.map { literal($0, indent: 8) } ?? "nil")",
    ]
    if let output = cell.output { arguments.append("outputLine: \(output.line)") }
    if cell.isVolatile { arguments.append("isVolatile: true") }
    if !cell.figures.isEmpty {
      let figures = cell.figures.map {
        "          .init(\"\($0.figureName ?? "")\", line: \($0.line), text: \(literal($0, indent: 10)))"
      }
      arguments.append("figures: [\n\(figures.joined(separator: ",\n"))\n        ]")
    }
    return """
        @Test("cell \(cell.name)") func \(cell.functionName)() async {
          await checkRecordedCell(
            .init(
              \(arguments.joined(separator: ",\n        ")))
          ) { () async throws -> Void in

      """
  }

  /// The one place that runs a cell. A cell's code sees no name of ours but this function's, and the
  /// types carry their modules' names: a chapter may well have a `Page` or a `Comment`.
  private var cellsClosing: String {
    """
      private func checkRecordedCell(
        _ cell: Notebook.RecordedCell, _ body: @Sendable () async throws -> Void
      ) async {
        let page = Notebook.Page(chapter: "\(chapter.path)", generated: #filePath)
        for mismatch in await page.run(cell, body) {
          Testing.Issue.record(
            Testing.Comment(rawValue: mismatch.message),
            sourceLocation: Testing.SourceLocation(
              fileID: mismatch.fileID, filePath: mismatch.path, line: mismatch.line, column: 1))
        }
      }
    }

    """
  }

  /// A multi-line string literal of a block's content, with enough number signs to hold anything.
  private func literal(_ block: Block, indent: Int) -> String {
    let signs = String(
      repeating: "#", count: block.fenced.literal.longestRun(of: UInt8(ascii: "#")) + 1)
    let margin = String(repeating: " ", count: indent)
    let lines = block.fenced.literal.split(
      separator: Ascii.newline, omittingEmptySubsequences: false
    )
    .map { $0.isEmpty ? "" : margin + escaped($0, signs) }
    return "\(signs)\"\"\"\n\(lines.joined(separator: "\n"))\n\(margin)\"\"\"\(signs)"
  }

  /// Swift refuses control characters in its source, so a recorded escape sequence is spelt out.
  private func escaped(_ line: ArraySlice<UInt8>, _ signs: String) -> String {
    func isControl(_ byte: UInt8) -> Bool {
      (byte < Ascii.space && byte != Ascii.tab) || byte == 0x7F
    }
    guard line.contains(where: isControl) else { return line.text }
    let bytes = line.flatMap { byte in
      isControl(byte) ? Array("\\\(signs)u{\(String(byte, radix: 16))}".utf8) : [byte]
    }
    return bytes.text
  }
}

extension [UInt8] {
  fileprivate func longestRun(of wanted: UInt8) -> Int {
    var longest = 0
    var run = 0
    for byte in self {
      run = byte == wanted ? run + 1 : 0
      longest = Swift.max(longest, run)
    }
    return longest
  }
}
