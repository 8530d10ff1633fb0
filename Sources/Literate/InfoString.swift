/// What follows an opening fence: a language, then words that say what the block is for.
///
/// `swift cell=duel volatile` has the language `swift`, the attribute `cell` with the value `duel`,
/// and the word `volatile`. Escapes and entities were resolved by libcmark.
public struct InfoString: Hashable, Sendable {
  public var text: String
  public var language: String
  /// The words after the language, in order. A word without `=` has no value.
  public var attributes: [Attribute]

  public struct Attribute: Hashable, Sendable {
    public var key: String
    public var value: String?
  }

  init(_ text: String) {
    // On bytes, where only ASCII white space separates words, as in CommonMark.
    let words = text.utf8.split {
      $0 == Ascii.space || (Ascii.tab...Ascii.carriageReturn).contains($0)
    }
    self.text = text
    self.language = words.first.map { String(Substring($0)) } ?? ""
    self.attributes = words.dropFirst().map { word in
      let parts = word.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      return Attribute(
        key: String(Substring(parts[0])),
        value: parts.count > 1 ? String(Substring(parts[1])) : nil)
    }
  }

  /// The value of an attribute `key=value`.
  public subscript(key: String) -> String? { attributes.first { $0.key == key }?.value }

  /// Whether the word stands there, with a value or without.
  func has(_ key: String) -> Bool { attributes.contains { $0.key == key } }
}
