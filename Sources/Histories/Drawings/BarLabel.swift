internal import Simulation

/// What stands in a bar: a name, a sign, and what belongs to it.
struct BarLabel: Hashable {
  enum Deed: Hashable {
    case set(Word)
    case add(Word)
    case ask
    case compareAndSet(expected: Word, new: Word)
  }

  var name: Word
  var deed: Deed
  /// Behind a question mark.
  var answer: Word?
  /// Whether there is an exclamation mark: another value was there.
  var isRefused = false
}

// MARK: - What it means to a machine

extension BarLabel {
  /// The operation in words of the machine's text form.
  func words(_ signs: DrawnSigns) throws(LineError) -> [Word] {
    let named: (name: String?, arguments: [Word])
    switch deed {
    case .set(Word(nil)) where signs.clear != nil: named = (signs.clear, [])
    case .set(let value): named = (signs.set, [value])
    case .add(let value): named = (signs.add, [value])
    case .ask: named = (signs.ask, [])
    case .compareAndSet(let expected, let new): named = (signs.compareAndSet, [expected, new])
    }
    guard let operation = named.name else {
      throw LineError("this machine does nothing that is drawn as '\(self)'")
    }
    guard signs.namesKeys || name == Self.theOne else {
      throw LineError("there are no names here: the one thing is drawn as \(Self.theOne)")
    }
    return [Word(operation)] + (signs.namesKeys ? [name] : []) + named.arguments
  }

  /// What the bar says that the client was told, in words of the text form.
  func answerWords() throws(LineError) -> [Word] {
    if let answer { return [answer] }
    if isRefused { return [Self.refusal] }
    guard deed != .ask else {
      throw LineError("a bar that ends has its answer in it: '\(self)1', or '\(self)-' for nothing")
    }
    return []
  }

  /// The label for words of the text form; nil where the signs have none for this operation.
  init?(_ operation: [Word], answered response: [Word]?, _ signs: DrawnSigns) {
    var arguments = operation.dropFirst()
    guard let what = operation.first?.text,
      let name = signs.namesKeys ? arguments.popFirst() : Self.theOne
    else { return nil }
    self.name = name
    switch (what, arguments.popFirst(), arguments.popFirst()) {
    case (signs.set, let value?, nil): deed = .set(value)
    case (signs.clear, nil, nil): deed = .set(Word(nil))
    case (signs.add, let value?, nil): deed = .add(value)
    case (signs.ask, nil, nil): deed = .ask
    case (signs.compareAndSet, let expected?, let new?):
      deed = .compareAndSet(expected: expected, new: new)
    default: return nil
    }
    if case .compareAndSet = deed {
      isRefused = response == [Self.refusal]
    } else {
      answer = response?.first
    }
  }

  private static let theOne = Word("x")
  private static let refusal = Word("conflict")
}

// MARK: - As it is drawn

extension BarLabel: CustomStringConvertible {
  var description: String {
    let call =
      switch deed {
      case .set(let value): "=" + Self.drawn(value)
      case .add(let value): "+" + Self.drawn(value) + (answer == nil ? "" : "?")
      case .ask: "?"
      case .compareAndSet(let expected, let new):
        ":" + Self.drawn(expected) + "=" + Self.drawn(new) + (isRefused ? "!" : "")
      }
    return Self.drawn(name) + call + (answer.map(Self.drawn) ?? "")
  }

  /// Bare where it can be read back, else in quotes; nothing is a hyphen.
  static func drawn(_ word: Word) -> String {
    guard let text = word.text else { return "-" }
    let isBare = !text.isEmpty && text != "-" && text.allSatisfy(isPlain)
    return isBare ? text : Word.quoted(text)
  }

  /// Whether the character may stand in a word without quotes.
  static func isPlain(_ character: Character) -> Bool {
    !character.isWhitespace && !"[]=+?:!\"".contains(character)
  }
}
