/// A type as the demangler writes it, as far as values of it can be written down.
indirect enum TypeName: Hashable, Sendable {
  case bool, number, text, duration
  /// `()`.
  case void
  case optional(TypeName)
  /// An array or a set: `[]` is one.
  case list(of: TypeName)
  case dictionary(TypeName, TypeName)
  case tuple([TypeName])
  /// A type of the stub's own: `SessionServer.Image`, without its arguments.
  case own(String, arguments: String)
  case other(String)

  static let unknown = TypeName.other("")

  /// The name of the stub's type, if it is one.
  var nominal: String? {
    if case .own(let name, _) = self { name } else { nil }
  }

  /// - Parameters:
  ///   - text: such as `[Swift.Int : Exercise7.Grid]?`.
  ///   - module: the stub's.
  init(_ text: String, in module: String) {
    self = Self.read(Substring(text), module)
  }

  private static func read(_ text: Substring, _ module: String) -> TypeName {
    func inner(_ text: Substring) -> TypeName { read(text, module) }
    if text == "()" { return .void }
    if text.last == "?" { return .optional(inner(text.dropLast())) }
    if text.first == "(", let parts = parts(of: text, "(", ")", separator: ",") {
      return .tuple(parts.map { inner(unlabelled($0)) })
    }
    if text.first == "[", let parts = parts(of: text, "[", "]", separator: ":") {
      return parts.count == 2
        ? .dictionary(inner(parts[0]), inner(parts[1])) : .list(of: inner(parts[0]))
    }
    let set = "Swift.Set<"
    if text.hasPrefix(set), text.last == ">" {
      return .list(of: inner(text.dropFirst(set.count).dropLast()))
    }
    if let known = known[String(text)] { return known }
    guard text.hasPrefix(module + "."), !text.contains("->") else { return .other(String(text)) }
    return own(text.dropFirst(module.count + 1))
  }

  private static let known: [String: TypeName] = {
    let numbers =
      ["Int", "UInt", "Double", "Float"]
      + ["8", "16", "32", "64", "128"].flatMap { ["Int" + $0, "UInt" + $0] }
    let pairs = numbers.map { ("Swift." + $0, TypeName.number) }
    return Dictionary(
      pairs + [("Swift.Bool", .bool), ("Swift.String", .text), ("Swift.Duration", .duration)],
      uniquingKeysWith: { first, _ in first })
  }()

  /// `Move<A.Message>.Kind` without what stands between `<` and `>`.
  private static func own(_ text: Substring) -> TypeName {
    var depth = 0
    var name = ""
    for character in text {
      if character == "<" { depth += 1 }
      if depth == 0 { name.append(character) }
      if character == ">" { depth -= 1 }
    }
    return .own(name, arguments: String(text))
  }

  /// What stands between brackets, split where no others are open; nil if they close before the end.
  private static func parts(
    of text: Substring, _ open: Character, _ close: Character, separator: Character
  ) -> [Substring]? {
    guard text.last == close else { return nil }
    var depth = 0
    var parts: [Substring] = []
    var start = text.index(after: text.startIndex)
    for index in text.indices {
      switch text[index] {
      case "(", "[", "<": depth += 1
      case ")", "]": depth -= 1
      case ">" where index == text.startIndex || text[text.index(before: index)] != "-": depth -= 1
      case separator where depth == 1:
        parts.append(text[start..<index])
        start = text.index(after: index)
      default: break
      }
      if depth == 0, text.index(after: index) != text.endIndex { return nil }
    }
    parts.append(text[start..<text.index(before: text.endIndex)])
    return parts.map(trimmed)
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return text
  }

  /// `phase1: Swift.Double` without the label.
  private static func unlabelled(_ text: Substring) -> Substring {
    guard let colon = text.firstIndex(of: ":"),
      text[..<colon].allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" })
    else { return text }
    return trimmed(text[text.index(after: colon)...])
  }
}
