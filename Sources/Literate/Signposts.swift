/// The lines that the tool writes into chapters for those who read them as pages: links to the
/// chapters before and after and to the contents, at head and foot; above a cell the command that
/// runs it, which names it; above a stub the file that is the reader's.
///
/// A page shows neither file names nor what stands behind a fence's language. Every extraction puts
/// these lines where they belong, and takes away those that stand elsewhere.
struct Signposts {
  private static let contents = "[Contents](../README.md#the-chapters)"
  private static let command = "Run it: `swift run course run "
  private static let file = "Your file: [`Exercises/"
  private static let separator = " · "

  /// In the order of their numbers.
  private let chapters: [Chapter]
  private let hasContents: Bool

  /// - Parameter hasContents: whether there is a README to lead back to.
  init(_ chapters: [Chapter], hasContents: Bool) {
    self.chapters = chapters.sorted { $0.number < $1.number }
    self.hasContents = hasContents
  }

  /// The chapter's text with its signposts as they should be.
  func posted(_ chapter: Chapter) -> SourceText {
    let navigation = navigation(of: chapter)
    if chapter.stand(Self.posts(in: chapter), navigation) { return chapter.source }
    let bare = chapter.source.applying(chapter.signpostRemovals())
    let again = ChapterParser.parse(
      bare, kind: chapter.kind, number: chapter.number, stem: chapter.stem
    ).chapter
    return bare.applying(
      Self.posts(in: again).flatMap { bare.insertion($0.text, above: $0.line) }
        + (navigation.map(bare.insertion(atHeadAndFoot:)) ?? []))
  }

  /// What must stand above which fence's line. Inside a list or a quote nothing does: there it would
  /// need the container's margin.
  private static func posts(in chapter: Chapter) -> [(line: Int, text: String)] {
    let cells = chapter.cells.map { cell in
      (block: cell.block.fenced, text: "\(command)\(chapter.number) \(cell.name)`")
    }
    let stubs = chapter.exercises.compactMap { exercise in
      let path = "Exercises/\(chapter.module)/\(exercise.name).swift"
      return exercise.stubs.first.map {
        (block: $0.fenced, text: "Your file: [`\(path)`](../\(path))")
      }
    }
    return (cells + stubs).filter { $0.block.containers.isEmpty && $0.block.column == 1 }
      .map { ($0.block.line, $0.text) }
  }

  /// `[← 2. Remote procedure call](02-rpc.md) · [Contents](…) · [6. Consistency →](06-consistency.md)`.
  private func navigation(of chapter: Chapter) -> String? {
    let previous = chapters.last { $0.number < chapter.number }
    let next = chapters.first { $0.number > chapter.number }
    let links = [
      previous.map { "[← \($0.linkTitle)](\($0.stem).md)" }, hasContents ? Self.contents : nil,
      next.map { "[\($0.linkTitle) →](\($0.stem).md)" },
    ].compactMap { $0 }
    return links.isEmpty ? nil : links.joined(separator: Self.separator)
  }

  static func isSignpost(_ line: some Collection<UInt8>) -> Bool {
    // Most lines are told by their first byte.
    guard let first = line.first, "RY[".utf8.contains(first) else { return false }
    let text = line.text
    return text.hasPrefix(command) || text.hasPrefix(file) || isNavigation(text[...])
  }

  /// A line of links to chapters and the contents, and nothing else.
  private static func isNavigation(_ text: Substring) -> Bool {
    let end = text.firstRange(of: separator)
    let link = end.map { text[..<$0.lowerBound] } ?? text
    let isChapter = link.hasSuffix(".md)") && (link.hasPrefix("[← ") || link.contains(" →]("))
    guard link == contents || isChapter else { return false }
    return end.map { isNavigation(text[$0.upperBound...]) } ?? true
  }
}

extension Chapter {
  /// The title as a link's text can hold it.
  fileprivate var linkTitle: String { title.filter { !"[]\\`".contains($0) } }

  /// The lines outside of all blocks that are signposts.
  private var signposts: [Int] {
    var isCode = [Bool](repeating: false, count: source.lines.count + 2)
    for block in blocks {
      for line in block.line...block.fenced.endLine { isCode[line] = true }
    }
    return source.lines.indices.map { $0 + 1 }.filter {
      !isCode[$0] && Signposts.isSignpost(source.visible($0))
    }
  }

  /// Whether these are the chapter's signposts, all of them at their places.
  fileprivate func stand(_ posts: [(line: Int, text: String)], _ navigation: String?) -> Bool {
    func stands(_ text: String, at line: Int) -> Bool {
      line > 0 && source.visible(line).elementsEqual(text.utf8)
    }
    let last = source.lines.count
    let isLed =
      navigation.map {
        stands($0, at: 1) && source.line(2).isBlank && stands($0, at: last)
          && source.line(last - 1).isBlank
      } ?? true
    return isLed && signposts.count == posts.count + (navigation == nil ? 0 : 2)
      && posts.allSatisfy { stands($0.text, at: $0.line - 2) && source.line($0.line - 1).isBlank }
  }

  /// Takes every signpost away, and the blank line after it.
  fileprivate func signpostRemovals() -> [TextEdit] {
    signposts.map { number in
      let isFollowedByBlank = number < source.lines.count && source.line(number + 1).isBlank
      let last = isFollowedByBlank ? number + 1 : number
      let start = source.lines[number - 1].upperBound - source.visible(number).count
      let end = source.lines[last - 1].upperBound + source.ending(last).count
      return TextEdit(range: start..<end, bytes: [])
    }
  }
}

extension SourceText {
  /// A line without the byte order mark that a first line may have.
  fileprivate func visible(_ number: Int) -> ArraySlice<UInt8> {
    let line = line(number)
    return number == 1 && line.starts(with: Self.byteOrderMark)
      ? line.dropFirst(Self.byteOrderMark.count) : line
  }

  /// A paragraph of its own above a line.
  fileprivate func insertion(_ text: String, above number: Int) -> [TextEdit] {
    let start = lines[number - 1].lowerBound
    let needsBlank = number > 1 && !line(number - 1).isBlank
    let before = needsBlank ? newline : []
    return [TextEdit(range: start..<start, bytes: before + Array(text.utf8) + newline + newline)]
  }

  fileprivate func insertion(atHeadAndFoot text: String) -> [TextEdit] {
    guard !lines.isEmpty else { return [] }
    let start = bytes.starts(with: Self.byteOrderMark) ? Self.byteOrderMark.count : 0
    let ending = ending(lines.count).isEmpty ? newline : []
    let blank = line(lines.count).isBlank ? [] : newline
    return [
      TextEdit(range: start..<start, bytes: Array(text.utf8) + newline + newline),
      TextEdit(
        range: bytes.count..<bytes.count, bytes: ending + blank + Array(text.utf8) + newline),
    ]
  }

  private var newline: [UInt8] {
    let end = Array(ending(1))
    return end.isEmpty ? [Ascii.newline] : end
  }
}
