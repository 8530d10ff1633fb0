public import Simulation

/// The course's own format of histories, documented in FORMAT.md.
public enum HistoryText {
  /// What the first line says: `model register nil`.
  public struct Header: Hashable, Sendable {
    public var model: String
    public var arguments: [Word]
    public var line: Int
  }

  /// The header of a file; nil if its first line that isn't empty is not one.
  ///
  /// - Throws: `FormatError` if its first line is a header that can't be read.
  public static func header(of text: String, file: String) throws(FormatError) -> Header? {
    for (line, words) in try lines(of: text, file: file) where !words.isEmpty {
      guard words.count > 1, words[0].text == "model", let model = words[1].text else { return nil }
      return Header(model: model, arguments: Array(words.dropFirst(2)), line: line)
    }
    return nil
  }

  /// Reads a history; errors name the line.
  ///
  /// - Throws: `FormatError` at the first line that can't be read.
  public static func parse<Object: TextualObject>(
    _ text: String, file: String, as _: Object.Type
  ) throws(FormatError) -> RecordedHistory<Object.Operation, Object.Response> {
    var reader = Reader<Object>()
    for (line, words) in try lines(of: text, file: file) where !words.isEmpty {
      do throws(LineError) {
        try reader.read(words, line: line)
      } catch {
        throw error.at(line, in: file)
      }
    }
    return try reader.builder.finish(file: file)
  }

  static func lines(
    of text: String, file: String
  ) throws(FormatError) -> [(line: Int, words: [Word])] {
    let lines = TextLines(text)
    var result: [(line: Int, words: [Word])] = []
    for (index, range) in lines.ranges.enumerated() {
      do throws(LineError) {
        result.append((index + 1, try Words.all(of: lines[range])))
      } catch {
        throw error.at(index + 1, in: file)
      }
    }
    return result
  }
}

/// Reads line after line.
private struct Reader<Object: TextualObject> {
  var builder = HistoryBuilder<Object.Operation, Object.Response>()
  private var hasHeader = false
  private var hasEvents = false
  private var time: Int64 = 0

  mutating func read(_ words: [Word], line: Int) throws(LineError) {
    if words[0].text == "model", !hasEvents, !hasHeader {
      hasHeader = true
      return
    }
    hasEvents = true
    var words = words[...]
    try readTime(&words)
    guard words.count >= 2, let name = words.popFirst()?.text, let kind = words.popFirst()?.text
    else { throw LineError("a line says: [@TIME] CLIENT invoke|ok|fail|info ...") }
    let parts = name.exact.split(separator: "#", maxSplits: 1).map(String.init)
    let tag = parts.count > 1 ? parts[1] : nil
    try event(kind, Array(words), parts.first ?? name, tag, line)
  }

  private mutating func event(
    _ kind: String, _ words: [Word], _ client: String, _ tag: String?, _ line: Int
  ) throws(LineError) {
    switch kind {
    case "invoke":
      let operation = try readable { () throws(UnreadableWords) in try Object.operation(words) }
      try builder.invoke(operation, by: client, tag: tag, at: time, line: line)
    case "ok":
      let open = try builder.close(client, tag: tag, kind, line: line)
      let response = try readable { () throws(UnreadableWords) in
        try Object.response(words, to: open.operation)
      }
      builder.respond(response, to: open, at: time)
    case "fail", "info":
      guard words.isEmpty else {
        throw LineError("'\(kind)' must be the last word of its line")
      }
      let open = try builder.close(client, tag: tag, kind, line: line)
      if kind == "fail" { builder.undo(open) }
    default: throw LineError("'\(kind)' is none of invoke, ok, fail and info")
    }
  }

  private func readable<Value>(
    _ read: () throws(UnreadableWords) -> Value
  ) throws(LineError) -> Value {
    do throws(UnreadableWords) {
      return try read()
    } catch {
      throw LineError(error.message)
    }
  }

  private mutating func readTime(_ words: inout ArraySlice<Word>) throws(LineError) {
    guard let word = words.first?.text, word.hasPrefix("@") else { return }
    guard let time = Int64(word.dropFirst()), time >= self.time else {
      throw LineError("'\(word)' is no time in nanoseconds that is not before the last one")
    }
    self.time = time
    words.removeFirst()
  }
}
