extension String {
  /// The text in lines of at most so many columns, broken at blanks; further lines are indented.
  ///
  /// What stands between backquotes is copied as a whole, so it stays on one line.
  func wrapped(to columns: Int = Terminal.columns, indent: Int = 2) -> String {
    var lines = [""]
    for word in words {
      let isFirst = lines[lines.count - 1].allSatisfy { $0 == " " }
      if !isFirst && lines[lines.count - 1].count + 1 + word.count > columns {
        lines.append(String(repeating: " ", count: indent) + word)
      } else {
        lines[lines.count - 1] += isFirst && !word.isEmpty ? word : " " + word
      }
    }
    return lines.joined(separator: "\n")
  }

  /// Cut at blanks outside of backquotes.
  private var words: [String] {
    var words = [""]
    var isQuoted = false
    for character in self {
      if character == "`" { isQuoted.toggle() }
      if character == " " && !isQuoted {
        words.append("")
      } else {
        words[words.count - 1].append(character)
      }
    }
    return words
  }
}
