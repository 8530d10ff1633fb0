/// A value of the extensible data notation (github.com/edn-format/edn).
///
/// Texts, keywords and symbols are exact (see `String.exact`).
indirect enum EDN {
  case missing
  case truth(Bool)
  /// Of any size, in decimal digits, without a plus sign.
  case integer(String)
  /// A ratio, or a number with a point or an exponent.
  case number(String)
  case character(String)
  case text(String)
  /// Without its colon.
  case keyword(String)
  case symbol(String)
  /// A vector or a list: the two are equal if their elements are.
  case sequence([EDN])
  case set([EDN])
  case map(Map)
  case tagged(String, EDN)

  /// A map as it stands, of which no key occurs twice.
  struct Map {
    var pairs: [(key: EDN, value: EDN)] = []

    /// What stands under a keyword.
    subscript(keyword: String) -> EDN? {
      for (key, value) in pairs {
        if case .keyword(keyword) = key { return value }
      }
      return nil
    }
  }
}

extension EDN {
  /// The value in its notation, so that two values have one label if they are equal, and only then:
  /// `1`, `"1"` and `:1` differ, and so do a composed and a decomposed `é`. Exact, so that it can be
  /// written and read again.
  var label: String {
    switch self {
    case .missing: "nil"
    case .truth(let value): value ? "true" : "false"
    case .integer(let digits), .number(let digits): digits
    case .character(let name): "\\\\" + name
    case .text(let text): Self.quoted(text)
    case .keyword(let name): ":" + name
    case .symbol(let name): name
    case .sequence(let items): "[" + items.map(\.label).joined(separator: " ") + "]"
    case .set(let items): "#{" + items.map(\.label).sorted().joined(separator: " ") + "}"
    case .map(let map):
      "{" + map.pairs.map { "\($0.key.label) \($0.value.label)" }.sorted().joined(separator: ", ")
        + "}"
    case .tagged(let tag, let value): "#\(tag) \(value.label)"
    }
  }

  /// What a register of such values holds: nothing for `nil`.
  var held: String? { if case .missing = self { nil } else { label } }

  /// A label as it is written in a file.
  static func notation(of held: String?) -> String { held?.inexact ?? "nil" }

  /// The elements of a vector or list.
  var items: [EDN]? { if case .sequence(let items) = self { items } else { nil } }

  var keyword: String? { if case .keyword(let name) = self { name } else { nil } }

  /// The value without its tags: `#jepsen.history.Op{...}` is a map.
  var untagged: EDN { if case .tagged(_, let value) = self { value.untagged } else { self } }

  /// What kind of value it is, for a person.
  var kind: String {
    switch self {
    case .missing: "nil"
    case .truth: "a truth value"
    case .integer, .number: "a number"
    case .character: "a character"
    case .text: "a text"
    case .keyword: "a keyword"
    case .symbol: "a symbol"
    case .sequence: "a vector"
    case .set: "a set"
    case .map: "a map"
    case .tagged: "a tagged value"
    }
  }

  /// The notation of an exact text, which is exact as well.
  static func quoted(_ text: String) -> String { Word.quoted(text.inexact).exact }
}
