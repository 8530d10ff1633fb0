public import Simulation

/// A value that a file can hold as one word.
public protocol TextualValue: Hashable, Sendable {
  /// nil if the word can't be such a value.
  init?(_ word: Word)
  var word: Word { get }
}

extension Int: TextualValue {
  public init?(_ word: Word) {
    guard let text = word.text, let value = Int(text) else { return nil }
    self = value
  }

  public var word: Word { Word("\(self)") }
}

/// Written so that two texts are equal if their bytes are, and only then: see `exact`.
extension String: TextualValue {
  public init?(_ word: Word) {
    guard let text = word.text else { return nil }
    self = text.exact
  }

  public var word: Word { Word(inexact) }
}

extension Optional: TextualValue where Wrapped: TextualValue {
  public init?(_ word: Word) {
    guard word.text != nil else {
      self = .none
      return
    }
    guard let value = Wrapped(word) else { return nil }
    self = value
  }

  public var word: Word { self?.word ?? Word(nil) }
}

/// Why words can't be read, and what would do instead.
public struct UnreadableWords: Error, Hashable, Sendable {
  public var message: String

  public init(_ message: String) { self.message = message }
}

/// An object whose histories can be written down: see FORMAT.md.
public protocol TextualObject: StateMachine {
  /// Reads an operation's name and arguments.
  ///
  /// - Throws: `UnreadableWords` if they are no operation of this object.
  static func operation(_ words: [Word]) throws(UnreadableWords) -> Operation
  /// Reads what stands behind `ok`.
  ///
  /// - Throws: `UnreadableWords` if they are no answer to this operation.
  static func response(_ words: [Word], to operation: Operation) throws(UnreadableWords) -> Response
  static func words(of operation: Operation) -> [Word]
  static func words(of response: Response) -> [Word]
}

extension TextualObject {
  static func value<Value: TextualValue>(
    _ words: [Word], at index: Int, of operation: String
  ) throws(UnreadableWords) -> Value {
    guard words.indices.contains(index) else {
      throw UnreadableWords("'\(operation)' lacks an argument")
    }
    guard let value = Value(words[index]) else {
      throw UnreadableWords("'\(words[index])' can't be an argument of '\(operation)'")
    }
    return value
  }

  /// The name of an operation, if it is one of those with that many arguments.
  static func name(
    _ words: [Word], arguments: KeyValuePairs<String, Int>
  ) throws(UnreadableWords) -> String {
    let name = words.first?.text ?? ""
    guard let count = arguments.first(where: { $0.key == name })?.value else {
      let known = arguments.map(\.key).joined(separator: ", ")
      throw UnreadableWords("there is no operation '\(name)' here: there are \(known)")
    }
    guard words.count == count + 1 else {
      throw UnreadableWords(
        "'\(name)' takes \(count) argument\(count == 1 ? "" : "s"), not \(words.count - 1)")
    }
    return name
  }

  /// The one word of an answer.
  static func answer<Value: TextualValue>(_ words: [Word]) throws(UnreadableWords) -> Value {
    guard words.count == 1, let value = Value(words[0]) else {
      throw UnreadableWords("'ok' must be followed by the one value that was found")
    }
    return value
  }

  /// The usual answer if no word follows `ok`; the other one if its words do.
  static func plain(
    _ usual: Response, _ words: [Word], or other: Response? = nil
  ) throws(UnreadableWords) -> Response {
    if words.isEmpty { return usual }
    if let other, words == self.words(of: other) { return other }
    let alternative = other.map { ", or be followed by '\($0)'" } ?? ""
    throw UnreadableWords("'ok' must be the last word here\(alternative)")
  }
}
