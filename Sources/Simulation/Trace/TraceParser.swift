/// What is wrong with a text that should be a trace.
public struct TraceError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Counted from 1.
  public var line: Int
  public var message: String

  public var description: String { "line \(line): \(message)" }
}

extension Trace {
  /// Reads the text form of a trace; exact inverse of `text`.
  ///
  /// - Throws: `TraceError` at the first line that can't be read.
  public init(_ text: String) throws(TraceError) {
    var lines = LineReader(text)
    try lines.expect("trace 1")
    var scenario = try lines.next(after: "scenario ")
    self.scenario = try scenario.rest()
    var seed = try lines.next(after: "seed ")
    self.seed = try seed.number()
    nodes = []
    events = []
    while lines.peek(is: "node ") {
      var line = try lines.next(after: "node ")
      nodes.append(try line.word().text)
      try line.end()
    }
    while !lines.isAtEnd {
      var line = try lines.next(after: "")
      events.append(try event(&line))
    }
  }

  private func event(_ line: inout LineParser) throws(TraceError) -> Event {
    let time = Instant(nanoseconds: try line.time())
    let subject = try line.word()
    let node = !subject.isQuoted && subject.text == "*" ? nil : try node(subject.text, line)
    let event = Event(time: time, node: node, what: try what(&line))
    try line.end()
    return event
  }

  private func node(_ name: String, _ line: LineParser) throws(TraceError) -> NodeID {
    // By bytes: two names that look alike may differ in their Unicode normal form.
    guard let index = nodes.firstIndex(where: { $0.utf8.elementsEqual(name.utf8) }) else {
      throw line.error("there is no node \(name): declare it with a line 'node \(name)' at the top")
    }
    return NodeID(index)
  }

  private func what(_ line: inout LineParser) throws(TraceError) -> What {
    let verb = try line.word().text
    switch verb {
    case "starts": return .starts
    case "restarts": return .restarts
    case "pauses": return .pauses
    case "resumes": return .resumes
    case "syncs": return .syncs
    case "sends", "copies", "loses", "receives", "misses": return try transfer(verb, &line)
    case "sets":
      let delay = try line.time()
      return .sets(timer: try line.rest(), after: .nanoseconds(delay))
    case "cancels": return .cancels(timer: try line.rest())
    case "fires": return .fires(timer: try line.rest())
    case "invokes": return .invokes(operation: try line.number(), text: try line.rest())
    case "returns": return .returns(operation: try line.number(), text: try line.rest())
    case "appends": return .appends(try line.rest())
    case "rewrites": return .rewrites(try line.rest())
    case "notes": return .notes(try line.rest())
    case "crashes":
      try line.expect("losing")
      let lost: Int = try line.number()
      if line.isAtEnd { return .crashes(losing: lost, torn: false) }
      try line.expect("torn")
      return .crashes(losing: lost, torn: true)
    case "cuts": return .cuts(try node(try line.word().text, line))
    case "heals": return .heals(try node(try line.word().text, line))
    case "clock":
      let offset = try line.time()
      let rate: Int = try line.number()
      guard rate > -1_000_000 else { throw line.error("a clock must go forward") }
      return .clock(ClockError(offset: .nanoseconds(offset), partsPerMillion: rate))
    case "violates":
      return .violates(property: try line.word().text, message: try line.rest())
    default: throw line.error("'\(verb)' is no kind of event")
    }
  }

  private func transfer(_ verb: String, _ line: inout LineParser) throws(TraceError) -> What {
    let word = try line.word().text
    guard word.hasPrefix("m"), let message = Int(word.dropFirst()), message >= 0 else {
      throw line.error("'\(word)' is no message: they are written m1, m2, ...")
    }
    let isArrival = verb == "receives" || verb == "misses"
    try line.expect(isArrival ? "from" : "to")
    let other = try node(try line.word().text, line)
    let text = try line.rest()
    return switch verb {
    case "sends": .sends(message: message, to: other, text: text)
    case "copies": .copies(message: message, to: other, text: text)
    case "loses": .loses(message: message, to: other, text: text)
    case "receives": .receives(message: message, from: other, text: text)
    default: .misses(message: message, from: other, text: text)
    }
  }
}

/// The lines of a text, split at line feeds and nowhere else.
private struct LineReader {
  private let lines: [Substring.UnicodeScalarView]
  private var position = 0

  init(_ text: String) {
    var lines = Substring(text).unicodeScalars.split(
      separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    self.lines = lines
  }

  var isAtEnd: Bool { position == lines.count }

  func peek(is prefix: String) -> Bool {
    !isAtEnd && lines[position].starts(with: prefix.unicodeScalars)
  }

  mutating func next(after prefix: String) throws(TraceError) -> LineParser {
    guard peek(is: prefix) else {
      throw TraceError(
        line: position + 1,
        message: isAtEnd ? "the trace ends too early" : "this line should begin with '\(prefix)'")
    }
    defer { position += 1 }
    let rest = lines[position].dropFirst(prefix.unicodeScalars.count)
    return LineParser(rest: Array(rest), line: position + 1)
  }

  mutating func expect(_ line: String) throws(TraceError) {
    var parser = try next(after: line)
    try parser.end()
  }
}

/// What is left of one line.
private struct LineParser {
  private let scalars: [Unicode.Scalar]
  private var position = 0
  let line: Int

  init(rest: [Unicode.Scalar], line: Int) {
    scalars = rest
    self.line = line
  }

  var isAtEnd: Bool { position == scalars.count }

  func error(_ message: String) -> TraceError { TraceError(line: line, message: message) }

  mutating func end() throws(TraceError) {
    guard isAtEnd else { throw error("there is more on this line than belongs here") }
  }

  mutating func expect(_ word: String) throws(TraceError) {
    let found = try self.word().text
    guard found == word else { throw error("'\(word)' should stand here, not '\(found)'") }
  }

  mutating func number<Number: FixedWidthInteger>() throws(TraceError) -> Number {
    let word = try word().text
    guard let number = Number(word), word.first != "+" else {
      throw error("'\(word)' is no number")
    }
    return number
  }

  mutating func time() throws(TraceError) -> Int64 {
    let word = try word().text
    guard let time = Int64(milliseconds: word) else {
      throw error("'\(word)' is no time: times are written 12.5ms")
    }
    return time
  }

  /// The next word and the space behind it.
  mutating func word() throws(TraceError) -> (text: String, isQuoted: Bool) {
    guard !isAtEnd else { throw error("the line ends too early") }
    let isQuoted = scalars[position] == "\""
    if isQuoted { position += 1 }
    var text = String.UnicodeScalarView()
    while !isAtEnd, scalars[position] != (isQuoted ? "\"" : " ") { text.append(try scalar()) }
    if isQuoted {
      guard !isAtEnd else { throw error("a quote is never closed") }
      position += 1
    }
    if !isAtEnd {
      guard scalars[position] == " " else { throw error("a space should follow a closing quote") }
      position += 1
    }
    return (String(text), isQuoted)
  }

  /// All that is left, with its escapes resolved.
  mutating func rest() throws(TraceError) -> String {
    var text = String.UnicodeScalarView()
    while !isAtEnd { text.append(try scalar()) }
    return String(text)
  }

  private mutating func scalar() throws(TraceError) -> Unicode.Scalar {
    defer { position += 1 }
    guard scalars[position] == "\\" else { return scalars[position] }
    position += 1
    guard !isAtEnd else { throw error("a backslash at the end of the line escapes nothing") }
    switch scalars[position] {
    case "\\", "\"": return scalars[position]
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "u": return try hexadecimal()
    default: throw error("'\\\(scalars[position])' is no escape")
    }
  }

  private mutating func hexadecimal() throws(TraceError) -> Unicode.Scalar {
    let digits = scalars[(position + 1)...].dropFirst().prefix { $0 != "}" }
    let text = String(String.UnicodeScalarView(digits))
    guard position + 1 < scalars.count, scalars[position + 1] == "{",
      digits.endIndex < scalars.count,
      let value = UInt32(text, radix: 16), let scalar = Unicode.Scalar(value)
    else { throw error("'\\u' needs a code point in braces, as in \\u{2028}") }
    position = digits.endIndex
    return scalar
  }
}
