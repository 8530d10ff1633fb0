internal import Simulation

/// A bar of a drawing: what it says, and from which column to which.
struct DrawnBar {
  var label: BarLabel
  /// Counted from 0.
  var begin: Int
  /// nil if the line ends first: the operation is pending.
  var end: Int?
}

/// One line of a drawing: a client's name and its bars.
struct DrawnLine {
  private(set) var name = ""
  private(set) var bars: [DrawnBar] = []

  private let characters: [Character]
  private let number: Int
  private var place = 0

  /// - Parameter number: the line's, counted from 1.
  init(_ text: Substring, number: Int) throws(DrawingError) {
    characters = Array(text)
    self.number = number
    if let tab = characters.firstIndex(of: "\t") {
      throw error("a tab has no width here: use spaces", at: tab)
    }
    skipSpaces()
    guard place < characters.count else { return }
    name = try readName()
    skipSpaces()
    while place < characters.count { try readBar() }
  }

  func error(_ message: String, at column: Int) -> DrawingError {
    DrawingError(line: number, column: column + 1, message: message)
  }

  private var next: Character? { place < characters.count ? characters[place] : nil }

  private mutating func skipSpaces() { while next == " " { place += 1 } }

  private mutating func readName() throws(DrawingError) -> String {
    if next == "\"" { return try readQuoted() }
    let start = place
    while let next, next != "[" { place += 1 }
    let name = String(characters[start..<place]).trimmingSuffix(" ")
    guard !name.isEmpty else { throw error("a line begins with its client's name", at: start) }
    return name
  }

  private mutating func readBar() throws(DrawingError) {
    let begin = place
    guard next == "[" else {
      throw error(
        "outside of every bar stands '\(characters[place])': a bar begins with [", at: place)
    }
    place += 1
    skipSpaces()
    let label = try readLabel()
    skipSpaces()
    guard let last = next else { return bars.append(DrawnBar(label: label, begin: begin)) }
    guard last == "]" else {
      throw error("after '\(label)' the bar ends with ], or the line does", at: place)
    }
    bars.append(DrawnBar(label: label, begin: begin, end: place))
    place += 1
    skipSpaces()
  }

  private mutating func readLabel() throws(DrawingError) -> BarLabel {
    let name = try readWord()
    let sign = place
    guard let mark = next, "=+?:".contains(mark) else {
      throw error("after the name stands =, +, ? or a colon: x=1, x+1, x?1, x:1=2", at: sign)
    }
    place += 1
    switch mark {
    case "=": return BarLabel(name: name, deed: .set(try readWord()))
    case "?":
      let isOpen = next.map { !BarLabel.isPlain($0) && $0 != "\"" } ?? true
      return BarLabel(name: name, deed: .ask, answer: isOpen ? nil : try readWord())
    case "+":
      let added = try readWord()
      let answer = take("?") ? try readWord() : nil
      return BarLabel(name: name, deed: .add(added), answer: answer)
    default:
      let expected = try readWord()
      guard take("=") else { throw error("a compare-and-set is drawn as x:1=2", at: place) }
      let deed = BarLabel.Deed.compareAndSet(expected: expected, new: try readWord())
      return BarLabel(name: name, deed: deed, isRefused: take("!"))
    }
  }

  private mutating func take(_ mark: Character) -> Bool {
    guard next == mark else { return false }
    place += 1
    return true
  }

  private mutating func readWord() throws(DrawingError) -> Word {
    if next == "\"" { return Word(try readQuoted()) }
    let start = place
    while let next, BarLabel.isPlain(next) { place += 1 }
    guard place > start else {
      let found = next.map { ", not '\($0)'" } ?? ""
      throw error(
        "here stands a word\(found): text, - for nothing, or anything in quotes", at: start)
    }
    let text = String(characters[start..<place])
    return Word(text == "-" ? nil : text)
  }

  private mutating func readQuoted() throws(DrawingError) -> String {
    let start = place
    place += 1
    while let next, next != "\"" { place += next == "\\" ? 2 : 1 }
    place += 1
    let quoted = String(characters[start..<min(place, characters.count)])
    do throws(LineError) {
      return try Words.all(of: quoted).first?.text ?? ""
    } catch {
      throw self.error(error.message, at: start)
    }
  }
}

extension String {
  fileprivate func trimmingSuffix(_ character: Character) -> String {
    String(prefix(upTo: lastIndex { $0 != character }.map(index(after:)) ?? startIndex))
  }
}
