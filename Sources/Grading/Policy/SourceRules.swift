/// What the source of a submission may not say, refused by name and line.
///
/// The list is the first of four nets, and the one that speaks plainest. What it misses meets the
/// compiler (strict memory safety), the comparison of interfaces (`Interface`) and the symbols of
/// the object file (`ObjectRules`). What the stub itself uses is allowed.
struct SourceRules {
  private let stubWords: Set<Token>
  private let modules: Set<String>

  init(stub: String) {
    let tokens = SourceScanner.tokens(of: stub)
    stubWords = Set(tokens.map(Self.withoutLine))
    modules = Set(Self.imports(in: tokens).map(\.text))
  }

  /// Everything that is refused, in the order of the file.
  func refusals(in source: String, file: String) -> [Finding] {
    let tokens = SourceScanner.tokens(of: source)
    let own = Self.ownAttributes(in: tokens)
    let named = tokens.enumerated().compactMap { index, token -> (Int, String)? in
      guard !stubWords.contains(Self.withoutLine(token)) else { return nil }
      let reason = Self.reason(token, before: tokens[(index + 1)...], ownAttributes: own)
      return reason.map { (token.line, $0) }
    }
    let foreign = Self.imports(in: tokens).filter { !modules.contains($0.text) }.map {
      ($0.line, "`import \($0.text)`: only what the stub imports may be imported")
    }
    return (named + foreign).sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map { line, message in
      Finding(place: Place(file: file, line: line), message: message)
    }
  }

  private static func withoutLine(_ token: Token) -> Token {
    Token(kind: token.kind, text: token.text, line: 0)
  }

  private static func reason(
    _ token: Token, before rest: ArraySlice<Token>, ownAttributes: Set<String>
  ) -> String? {
    switch token.kind {
    case .attribute:
      allowedAttributes.contains(token.text) || ownAttributes.contains(token.text)
        ? nil : "`@\(token.text)` is not allowed in an exercise"
    case .directive:
      allowedDirectives.contains(token.text)
        ? nil : "`#\(token.text)` is not allowed in an exercise"
    case .regularExpression:
      "a regular expression between slashes is not allowed in an exercise (a division has spaces "
        + "on both sides or on none)"
    case .mark: nil
    case .word: reason(word: token.text, before: rest)
    }
  }

  private static func reason(word: String, before rest: ArraySlice<Token>) -> String? {
    if let reason = refusedWords[word] { return "`\(word)`: \(reason)" }
    if word.hasPrefix("Unsafe") || word.hasPrefix("withUnsafe") || word.hasPrefix("unsafe") {
      return "`\(word)`: \(memory)"
    }
    if word == "macro", rest.first?.kind == .word { return "`macro`: no macros in an exercise" }
    if systemRandom.contains(word), rest.first?.text == "(", !namesGenerator(rest) {
      return "`\(word)`: without `using:` it is different in every run; take a seeded generator"
    }
    return nil
  }

  /// Whether the call whose parenthesis opens here has an argument `using:`.
  private static func namesGenerator(_ call: ArraySlice<Token>) -> Bool {
    var depth = 0
    for token in call {
      if token.text == "(" { depth += 1 }
      if token.text == ")" { depth -= 1 }
      if depth == 0 { return false }
      if depth == 1, token.text == "using" { return true }
    }
    return false
  }

  /// The modules that a source imports, `import struct Foundation.Date` included.
  private static func imports(in tokens: [Token]) -> [Token] {
    tokens.indices.filter { tokens[$0].kind == .word && tokens[$0].text == "import" }
      .compactMap { index in
        tokens[(index + 1)...].first { !importKinds.contains($0.text) }
      }
  }

  /// Property wrappers, result builders and actors that the file declares for itself.
  private static func ownAttributes(in tokens: [Token]) -> Set<String> {
    let declared = tokens.indices.dropLast().filter { typeKeywords.contains(tokens[$0].text) }
    return Set(declared.map { tokens[$0 + 1].text })
  }

  private static let importKinds: Set<String> = [
    "struct", "class", "enum", "protocol", "typealias", "func", "let", "var",
  ]
  private static let typeKeywords: Set<String> = ["struct", "class", "enum", "actor"]
  private static let allowedAttributes: Set<String> = [
    "autoclosure", "available", "concurrent", "discardableResult", "dynamicCallable",
    "dynamicMemberLookup", "escaping", "globalActor", "inline", "MainActor", "preconcurrency",
    "propertyWrapper", "resultBuilder", "Sendable", "unknown",
  ]
  private static let allowedDirectives: Set<String> = [
    "available", "column", "error", "file", "fileID", "filePath", "function", "line",
    "unavailable", "warning",
  ]
  private static let memory = "an exercise has no business with raw memory"
  private static let clock = "a protocol reads no clock of the machine; ask the context"
  private static let refusedWords: [String: String] = [
    "unsafe": memory, "Unmanaged": memory, "Builtin": memory,
    "CommandLine": "the arguments of the process belong to the grader",
    "readLine": "there is nothing to read",
    "ContinuousClock": clock, "SuspendingClock": clock,
    "SystemRandomNumberGenerator":
      "it is different in every run; take a seeded generator",
  ]
  private static let systemRandom: Set<String> = [
    "random", "randomElement", "shuffle", "shuffled",
  ]
}
