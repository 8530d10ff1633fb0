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
      let code = exercise.stubs.map(\.fenced.literal).joined(separator: [Ascii.newline])
      generator.stubs.append(
        StubFile(
          path: "Exercises/\(chapter.module)/\(exercise.name).swift", source: chapter.path,
          line: exercise.stubs[0].line, bytes: Array(code)))
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
    case .cell, .output, .figure, .exercise, .mutant, .sketch, .prose: break
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
      pieces.append(.scaffold(closing))
    }
    pieces.append(.scaffold("}\n"))
    files.append(
      GeneratedFile(path: Self.cellsPath(chapter), source: chapter.path, pieces: pieces))
  }

  private var cellsPreamble: String {
    let imports = importedModules.map { $0 == chapter.module ? "@testable import \($0)" : "import \($0)" }
    return """
      \(imports.joined(separator: "\n"))

      @Suite("Cells of chapter \(chapter.number)", .serialized) struct Cells {
        private let page = Page(chapter: "\(chapter.path)", generated: #filePath)

      """
  }

  /// What a cell can use without saying so: what its chapter's module imports, the module itself,
  /// and the notebook.
  private var importedModules: [String] {
    chapter.importedModules.union([chapter.module, "Figures", "Notebook", "Simulation", "Testing"])
      .sorted()
  }

  private func opening(of cell: Cell) -> String {
    var arguments = [
      "\"\(cell.name)\"", "line: \(cell.block.line)",
      "output: \(cell.output.map { literal($0, indent: 6) } ?? "nil")",
    ]
    if let output = cell.output { arguments.append("outputLine: \(output.line)") }
    if cell.isVolatile { arguments.append("isVolatile: true") }
    if !cell.figures.isEmpty {
      let figures = cell.figures.map {
        "        .init(\"\($0.name)\", line: \($0.block.line), text: \(literal($0.block, indent: 8)))"
      }
      arguments.append("figures: [\n\(figures.joined(separator: ",\n"))\n      ]")
    }
    return """
        @Test("cell \(cell.name)") func \(cell.functionName)() async {
          let cell = RecordedCell(
            \(arguments.joined(separator: ",\n      ")))
          let mismatches = await page.run(cell) { () async throws -> Void in

      """
  }

  private var closing: String {
    """
        }
        for mismatch in mismatches {
          Issue.record(
            Comment(rawValue: mismatch.message),
            sourceLocation: SourceLocation(
              fileID: mismatch.fileID, filePath: mismatch.path, line: mismatch.line, column: 1))
        }
      }

    """
  }

  /// A multi-line string literal of a block's content, with enough number signs to hold anything.
  private func literal(_ block: Block, indent: Int) -> String {
    let content = block.fenced.literal.text
    let signs = String(repeating: "#", count: longestRun(of: "#", in: content) + 1)
    let margin = String(repeating: " ", count: indent)
    let lines = content.split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.isEmpty ? "" : margin + $0
    }
    return "\(signs)\"\"\"\n\(lines.joined(separator: "\n"))\n\(margin)\"\"\"\(signs)"
  }

  private func longestRun(of character: Character, in text: String) -> Int {
    var longest = 0
    var run = 0
    for next in text {
      run = next == character ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}

extension Cell {
  /// `lost-reply` as Swift spells a function: `lostReply`, or `lostReplyCell` for a keyword.
  public var functionName: String {
    let words = name.split(separator: "-")
    let camel = words.dropFirst().reduce(String(words[0])) { $0 + $1.prefix(1).uppercased() + $1.dropFirst() }
    return Role.keywords.contains(camel) ? camel + "Cell" : camel
  }
}

extension Chapter {
  /// The modules that the blocks of this chapter's module import.
  var importedModules: Set<String> {
    var modules = Set<String>()
    for block in blocks {
      guard case .module = block.role else { continue }
      for line in block.fenced.literal.split(separator: Ascii.newline) {
        let words = line.text.split(separator: " ")
        if let keyword = words.firstIndex(of: "import"), keyword < 2, words.count == keyword + 2 {
          modules.insert(String(words[keyword + 1]))
        }
      }
    }
    return modules
  }

  /// The numbers of the chapters that this one imports.
  public var importedChapters: [Int] {
    importedModules.filter { $0.hasPrefix("Chapter") }.compactMap { Int($0.dropFirst("Chapter".count)) }
      .sorted()
  }
}
