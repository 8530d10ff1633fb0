/// Text that a submission had a hand in, made fit to be shown: no control sequence of it reaches a
/// terminal, and no endless line or message a report.
enum Shown {
  static let longestLine = 2000
  static let mostLines = 200
  /// What a report holds of one finding, in bytes.
  static let mostText = 32 << 10

  /// The text, cut where the room that is left comes to its end.
  static func short(_ text: String, in room: inout Int) -> String {
    let count = text.utf8.count
    defer { room -= min(room, count) }
    guard count > room else { return text }
    let kept = String(decoding: text.utf8.prefix(room), as: UTF8.self)
    return kept + "… (\(count - room) bytes more)"
  }

  /// The text on one line.
  static func line(_ text: String) -> String {
    lines(text).joined(separator: " ⏎ ")
  }

  /// The text's lines, without control characters and cut where they go on for too long.
  static func lines(_ text: String) -> [String] {
    let all = text.linesOfText
    let shown = all.prefix(mostLines).map { cut($0) }
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
