/// Text that a submission had a hand in, made fit to be shown: no control sequence of it reaches a
/// terminal, and no endless line or message a report.
enum Shown {
  static let longestLine = 2000
  static let mostLines = 200

  /// The text on one line.
  static func line(_ text: String) -> String {
    lines(text).joined(separator: " ⏎ ")
  }

  /// The text's lines, without control characters and cut where they go on for too long.
  static func lines(_ text: String) -> [String] {
    let all = text.split(omittingEmptySubsequences: false, whereSeparator: \.endsLine)
    let shown = all.prefix(mostLines).map { cut(String($0)) }
    return all.count > mostLines ? shown + ["… \(all.count - mostLines) more lines"] : shown
  }

  private static func cut(_ line: String) -> String {
    let scalars = line.unicodeScalars
    var shown = String.UnicodeScalarView(scalars.prefix(longestLine).map(visible))
    if scalars.count > longestLine { shown.append("…") }
    return String(shown)
  }

  private static func visible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    let isText =
      switch scalar.properties.generalCategory {
      case .control: scalar == "\t"
      case .format, .surrogate, .unassigned: false
      default: true
      }
    return isText ? scalar : "\u{FFFD}"
  }
}
