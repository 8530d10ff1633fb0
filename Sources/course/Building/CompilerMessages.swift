internal import Literate

/// What the compiler has to say, each thing once, with an excerpt of the file that a person edits.
///
/// It says an error as often as it meets it, and numbers the excerpt by the generated file. A reader
/// works in the chapter, so the excerpt is taken anew from the file that the message names.
struct CompilerMessages {
  struct Message: Hashable {
    var path: String
    var line: Int
    var column: Int
    var severity: String
    var text: String
  }

  private(set) var all: [Message] = []
  /// Errors that have no place: of the linker, of SwiftPM.
  private(set) var others: [String] = []

  /// - Parameter root: the package's folder, which the messages' paths lose.
  init(_ lines: [String], root: String) {
    var seen = Set<Message>()
    for line in lines {
      if let message = Self.message(line, root: root) {
        if seen.insert(message).inserted { all.append(message) }
      } else if line.contains("error:"), !line.contains("`- error:"), !line.contains("|- error:"),
        !others.contains(line)
      {
        others.append(line)
      }
    }
  }

  var errors: [Message] { all.filter { $0.severity == "error" } }
  var warnings: [Message] { all.filter { $0.severity == "warning" } }

  /// `Chapters/01-introduction.md:113:21: error: cannot convert …`.
  private static func message(_ line: String, root: String) -> Message? {
    let parts = line.split(separator: ":", maxSplits: 4, omittingEmptySubsequences: false)
    guard parts.count == 5, let number = Int(parts[1]), let column = Int(parts[2]),
      [" error", " warning"].contains(parts[3]), parts[4].hasPrefix(" ")
    else { return nil }
    let path = parts[0].hasPrefix(root + "/") ? parts[0].dropFirst(root.count + 1) : parts[0]
    return Message(
      path: String(path), line: number, column: column, severity: String(parts[3].dropFirst()),
      text: String(parts[4].dropFirst()))
  }

  /// The errors for a person, and where there are none, what the tools said last.
  func report(_ files: PackageFiles, lastWords: [String]) -> String {
    let shown = errors.map { Self.shown($0, files) } + others
    return (shown.isEmpty ? Array(lastWords.suffix(20)) : shown).joined(separator: "\n")
  }

  /// A message with the line it speaks of, the one before, and a mark below.
  static func shown(_ message: Message, _ files: PackageFiles) -> String {
    let head =
      "\(message.path):\(message.line):\(message.column): "
      + Terminal.styled(
        "\(message.severity): \(message.text)", message.severity == "error" ? .red : .yellow)
    guard let bytes = (try? files.read(message.path)) ?? nil else { return head }
    let lines = String(decoding: bytes, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard lines.indices.contains(message.line - 1) else { return head }
    let width = "\(message.line)".count + 2
    var excerpt = [head]
    for number in max(1, message.line - 1)...message.line {
      let margin = "\(number)".leftPadded(to: width) + " | "
      excerpt.append(Terminal.styled(margin, .dim) + lines[number - 1])
    }
    let before = lines[message.line - 1].utf8.prefix(max(0, message.column - 1))
    let blank = String(decoding: before, as: UTF8.self).map { $0 == "\t" ? "\t" : " " }
    let margin = String(repeating: " ", count: width) + " | "
    excerpt.append(Terminal.styled(margin, .dim) + blank.joined() + "^")
    return excerpt.joined(separator: "\n")
  }
}
