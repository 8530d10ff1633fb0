internal import CellReport

/// What a chapter's author should know that is no error of the format: unrecorded cells, pictures
/// without a cell, blocks that are too long to take in.
public struct Lint {
  /// Limits of what a reader takes in at one look.
  public enum Limit {
    public static let blockLines = 40
    public static let columns = 80
    /// Tests stand folded away, where more fits.
    public static let testColumns = 100
    public static let cellSeconds = 5.0
  }

  private let chapter: Chapter
  private var diagnostics: [Diagnostic] = []

  /// All findings for a chapter. `pictures` are the names in `Chapters/figures/`; `seconds` is how
  /// long each cell took when it last ran, by name.
  public static func diagnostics(
    for chapter: Chapter, pictures: [String], seconds: [String: Double]
  ) -> [Diagnostic] {
    var lint = Lint(chapter: chapter)
    for cell in chapter.cells { lint.check(cell, pictures, seconds[cell.name]) }
    lint.checkPictures(pictures)
    lint.checkBlocks()
    return lint.diagnostics
  }

  private init(chapter: Chapter) { self.chapter = chapter }

  private mutating func report(
    _ line: Int, as severity: Diagnostic.Severity = .error, _ message: String, _ hint: String
  ) {
    diagnostics.append(Diagnostic(severity, path: chapter.path, line: line, message, hint: hint))
  }

  private var record: String { "swift run course run \(chapter.number) --record" }

  // MARK: Cells and figures

  private mutating func check(_ cell: CellText, _ pictures: [String], _ seconds: Double?) {
    if cell.output == nil && cell.figures.isEmpty {
      report(cell.block.line, "nothing is recorded of cell '\(cell.name)'", record)
    }
    for figure in cell.figures {
      let name = pictureName(figure)
      if !pictures.contains(name) {
        report(figure.line, "the picture figures/\(name) is missing", record)
      }
      if !chapter.images.contains(where: { $0.url == "figures/\(name)" }) {
        report(
          figure.line, "no line of the chapter shows figures/\(name)",
          "write ![What it shows](figures/\(name))")
      }
    }
    if let seconds, seconds > Limit.cellSeconds {
      let rounded = (seconds * 10).rounded() / 10
      report(
        cell.block.line, as: .note, "cell '\(cell.name)' took \(rounded) seconds",
        "a reader waits \(Int(Limit.cellSeconds)) at most; make it smaller")
    }
  }

  private mutating func checkPictures(_ pictures: [String]) {
    let shown = Set(chapter.cells.flatMap(\.figures).map(pictureName))
    for name in pictures where name.hasPrefix("\(chapter.paddedNumber)-") && !shown.contains(name) {
      let line = chapter.images.first { $0.url == "figures/\(name)" }?.line ?? 1
      report(
        line, "no cell shows figures/\(name)", "delete the file, or record the cell that draws it")
    }
    for image in chapter.images where image.url.hasPrefix("figures/") {
      if !pictures.contains(String(image.url.dropFirst("figures/".count))) {
        report(image.line, "\(image.url) is missing", record)
      }
    }
  }

  private func pictureName(_ figure: Block) -> String {
    PicturePath(ofFigure: figure.figureName ?? "", inChapter: chapter.number).fileName
  }

  // MARK: Reading

  private mutating func checkBlocks() {
    for block in chapter.blocks where block.isProgram {
      let lines = block.fenced.literal.linesWithEndings()
      if lines.count > Limit.blockLines && block.isReadInOneGo {
        report(
          block.line, as: .warning, "this block has \(lines.count) lines",
          "a reader takes in \(Limit.blockLines); split it")
      }
      let columns = block.isTest ? Limit.testColumns : Limit.columns
      if let long = lines.firstIndex(where: { $0.text.dropLast().count > columns }) {
        report(
          block.fenced.contentLine + long, as: .warning,
          "this line has more than \(columns) columns", "break it")
      }
    }
    for (first, second) in zip(chapter.blocks, chapter.blocks.dropFirst()) {
      guard first.isProgram, second.isProgram, isBlank(between: first, second) else { continue }
      report(
        second.line, as: .warning, "two blocks in a row", "say in between what the second is for")
    }
  }

  private func isBlank(between first: Block, _ second: Block) -> Bool {
    ((first.fenced.endLine + 1)..<second.line).allSatisfy {
      chapter.source.line($0).isBlank || Signposts.isSignpost(chapter.source.line($0))
    }
  }
}

extension Block {
  /// Tests are folded away, and a stub is one whole file to work in.
  fileprivate var isReadInOneGo: Bool {
    if case .exercise = role { return false }
    return !isTest
  }

  fileprivate var isTest: Bool {
    switch role {
    case .test, .exerciseTest: true
    default: false
    }
  }
}
