/// A declaration of Swift source: what it is, who can see it, and what is said of it.
struct Declaration: Hashable {
  enum Access: Int, Comparable {
    case hidden
    case module
    case package
    case open

    static func < (one: Access, other: Access) -> Bool { one.rawValue < other.rawValue }
  }

  /// `struct`, `extension`, `func`, `init`, …
  var keyword: String
  /// For an extension, the name of what it extends.
  var name: String
  var line: Int
  var access: Access
  /// For an extension, what its name begins with: `Ring` in `extension Ring.Point`.
  var base: String
  /// The position of its keyword among the file's tokens.
  var position: Int
  /// The types and extensions around it, outermost first.
  var parents: [String] = []
  /// What stands behind the colon: a superclass, protocols, a raw type.
  var conformances: [String] = []
  /// The lines of its documentation comment.
  var documentation: [String] = []
  /// The label of an initializer's first parameter, by which its callers name it.
  var label: String?
  var isThrowing = false
  var isMain = false

  static let types: Set = ["struct", "class", "enum", "actor", "protocol", "typealias"]
  static let scopes: Set = ["struct", "class", "enum", "actor", "protocol", "extension"]

  var isType: Bool { Self.types.contains(keyword) }
  var isAtFileScope: Bool { parents.isEmpty }
}

/// Finds the declarations of a file: at file scope, and in types and extensions, not in bodies of functions.
struct DeclarationScan {
  private(set) var declarations: [Declaration] = []
  /// The first bracket that matches none: then nothing that was read can be relied upon.
  private(set) var unmatched: Int?

  private let tokens: [Token]
  private var index = 0
  /// The open brackets; a scope's opening brace comes with its declaration.
  private var open: [(sign: String, line: Int, scope: Declaration?)] = []
  /// The type or extension whose header we are in.
  private var pending: Declaration?
  private var documentation: [String] = []
  private var modifiers: Set<String> = []

  init(_ tokens: [Token]) {
    self.tokens = tokens
    while index < tokens.count {
      read(tokens[index])
      index += 1
    }
    unmatched = unmatched ?? open.first?.line
  }

  private func token(_ offset: Int) -> Token? {
    tokens.indices.contains(index + offset) ? tokens[index + offset] : nil
  }

  /// Whether declarations may stand here: in no bracket but those of types and extensions.
  private var isAtScope: Bool { open.allSatisfy { $0.scope != nil } && pending == nil }

  private mutating func read(_ token: Token) {
    switch token.kind {
    case .documentation: documentation.append(token.text)
    case .text, .number: break
    case .sign: read(sign: token)
    case .word where isAtScope && self.token(-1)?.text != ".": read(word: token)
    case .word: break
    }
  }

  private mutating func read(sign token: Token) {
    switch token.text {
    case "(", "[":
      open.append((token.text, token.line, nil))
    case "{":
      open.append((token.text, token.line, pending))
      pending = nil
      forget()
    case ")", "]", "}":
      let wanted = [")": "(", "]": "[", "}": "{"][token.text]
      if open.popLast()?.sign != wanted { unmatched = unmatched ?? token.line }
      if token.text == "}" { forget() }
    default: break
    }
  }

  /// What was said before belongs to nothing that follows.
  private mutating func forget() {
    documentation = []
    modifiers = []
  }
}

// MARK: - Words

extension DeclarationScan {
  private static let keywords = Declaration.scopes.union([
    "typealias", "func", "init", "var", "let", "subscript", "case", "associatedtype", "import",
    "deinit", "operator", "precedencegroup",
  ])

  private mutating func read(word token: Token) {
    guard Self.keywords.contains(token.text), isDeclaration(token.text) else {
      // `private(set)` says nothing of who can read.
      if self.token(1)?.text != "(" { modifiers.insert(token.text) }
      return
    }
    defer { forget() }
    guard !["case", "import", "deinit", "operator", "precedencegroup"].contains(token.text) else {
      return
    }
    var declaration = Declaration(
      keyword: token.text, name: name(of: token.text), line: token.line, access: access,
      base: self.token(1)?.text ?? "", position: index, parents: open.compactMap(\.scope?.name),
      documentation: documentation)
    declaration.isMain = modifiers.contains("main")
    switch token.text {
    case "func": declaration.isThrowing = throwsAfterParameters
    case "init":
      declaration.isThrowing = throwsAfterParameters
      declaration.label = firstLabel
    case "var", "subscript": declaration.isThrowing = hasThrowingGetter
    default: break
    }
    if Declaration.scopes.contains(token.text) { declaration.conformances = conformances }
    declarations.append(declaration)
    if Declaration.scopes.contains(token.text) { pending = declaration }
  }

  /// `class func` is a modifier, and `actor` may be any name.
  private func isDeclaration(_ word: String) -> Bool {
    guard word == "class" || word == "actor" else { return true }
    return token(1)?.text.first?.isUppercase ?? false
  }

  private func name(of keyword: String) -> String {
    if keyword == "init" || keyword == "subscript" { return keyword }
    // `extension Grading.Exercise`: the last part is the type.
    var offset = 1
    while token(offset + 1)?.text == ".", keyword == "extension" { offset += 2 }
    return token(offset)?.text ?? ""
  }

  private var access: Declaration.Access {
    if modifiers.contains("private") || modifiers.contains("fileprivate") { return .hidden }
    if modifiers.contains("public") || modifiers.contains("open") { return .open }
    if modifiers.contains("package") { return .package }
    guard let scope = open.last?.scope else { return .module }
    // The members of an extension with a modifier, and the requirements of a protocol, have its access.
    let isInherited = scope.keyword == "protocol" || scope.keyword == "extension"
    return isInherited ? scope.access : .module
  }

  /// The colons of generic parameters don't count.
  private var conformances: [String] {
    var names: [String] = []
    var (depth, isBehindColon) = (0, false)
    for token in tokens[index...].prefix(while: { $0.text != "{" && $0.text != "where" }) {
      if token.text == "<" { depth += 1 }
      if token.text == ">" { depth -= 1 }
      if token.text == ":", depth == 0 { isBehindColon = true }
      if isBehindColon, depth == 0, token.kind == .word { names.append(token.text) }
    }
    return names
  }
}

// MARK: - Parameters and throwing

extension DeclarationScan {
  /// Whether `throws` stands behind the parameters: `func read<T>(_ path: T) async throws(FileError)`.
  private var throwsAfterParameters: Bool {
    var position = index
    while position < tokens.count, tokens[position].text != "(" { position += 1 }
    guard var next = end(ofBracketAt: position) else { return false }
    while next < tokens.count, tokens[next].text == "async" { next += 1 }
    return next < tokens.count && tokens[next].text == "throws"
  }

  private var firstLabel: String? {
    guard let bracket = tokens[index...].firstIndex(where: { $0.text == "(" }),
      bracket + 1 < tokens.count, tokens[bracket + 1].kind == .word
    else { return nil }
    return tokens[bracket + 1].text
  }

  /// Whether the first accessor is `get throws`.
  private var hasThrowingGetter: Bool {
    let body = tokens[index...].prefix { $0.line <= tokens[index].line + 3 }
    guard let brace = body.firstIndex(where: { $0.text == "{" || $0.text == "=" }),
      tokens[brace].text == "{", brace + 2 < tokens.count, tokens[brace + 1].text == "get"
    else { return false }
    let next = tokens[brace + 2].text == "async" ? brace + 3 : brace + 2
    return next < tokens.count && tokens[next].text == "throws"
  }

  /// The position behind the bracket that closes the one at `position`.
  private func end(ofBracketAt position: Int) -> Int? {
    var depth = 0
    for next in position..<tokens.count where tokens[next].kind == .sign {
      if "([{".contains(tokens[next].text) { depth += 1 }
      if ")]}".contains(tokens[next].text) {
        depth -= 1
        if depth == 0 { return next + 1 }
      }
    }
    return nil
  }
}
