internal import Foundation

/// A course of eighteen made-up chapters, half of each code, in every common role.
struct Corpus {
  /// How the fences are written.
  enum Dialect {
    case course
    /// Entangled's `{.swift #name}`, with one `file=` block a file that collects the chunks.
    case entangled
  }

  static let chapters = 18
  /// Of each chapter.
  var lines: Int
  var dialect: Dialect

  /// Writes the chapters below `folder`, and the little else that the tools look for.
  func write(to folder: URL) throws {
    try? FileManager.default.removeItem(at: folder)
    let chapters = folder.appendingPathComponent("Chapters")
    try FileManager.default.createDirectory(at: chapters, withIntermediateDirectories: true)
    for number in 1...Self.chapters {
      let name = "\(Self.padded(number))-made-up.md"
      try text(number).write(
        to: chapters.appendingPathComponent(name), atomically: false, encoding: .utf8)
    }
    let extra = dialect == .course ? ("Package.swift", "") : ("entangled.toml", Self.settings)
    try extra.1.write(
      to: folder.appendingPathComponent(extra.0), atomically: false, encoding: .utf8)
  }

  func text(_ number: Int) -> String {
    var lines = ["# \(number). A made-up chapter", ""]
    if dialect == .entangled { lines += collectors(number) }
    var section = 0
    while lines.count + Self.sectionLength <= self.lines {
      lines += self.section(section, of: number)
      section += 1
    }
    while lines.count < self.lines { lines.append("A last line of prose, to fill the chapter.") }
    return lines.joined(separator: "\n") + "\n"
  }

  private static let sectionLength = 24
  private static let files = ["", "Acceptor", "Proposer", "Learner", "Tests"]
  private static let settings = """
    version = "2.0"
    watch_list = ["Chapters/*.md"]
    annotation = "standard"

    [[languages]]
    name = "Swift"
    identifiers = ["swift"]
    comment = { open = "//" }

    """

  private static func padded(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }

  private func section(_ index: Int, of chapter: Int) -> [String] {
    let prose = (0..<9).map {
      "Sentence \($0) of section \(index) says *why* the code below is `right`."
    }
    let code = (0..<10).map { line in
      "  func step\(index)_\(line)(_ value: Int) -> Int { value &* \(line + 3) &+ \(index) }"
    }
    return ["## Section \(index)", ""] + prose + ["", fence(index, chapter)] + code + ["```"]
  }

  private func fence(_ index: Int, _ chapter: Int) -> String {
    let file = Self.files[index % Self.files.count]
    switch dialect {
    case .course:
      if file == "Tests" { return index % 2 == 0 ? "```swift test" : "```swift cell=run-\(index)" }
      return file.isEmpty ? "```swift" : "```swift file=\(file).swift"
    case .entangled: return "``` {.swift #chapter-\(chapter)-\(file)}"
    }
  }

  private func collectors(_ chapter: Int) -> [String] {
    Self.files.flatMap { file in
      let path = "Sources/Chapter\(chapter)/\(file.isEmpty ? "Chapter" : file).swift"
      return ["``` {.swift file=\(path)}", "<<chapter-\(chapter)-\(file)>>", "```", ""]
    }
  }
}
