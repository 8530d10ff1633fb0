/// What a block of a chapter is for.
public enum Role: Hashable, Sendable {
  /// Part of the chapter's module, in the named file or in `ChapterN.swift`.
  case module(file: String?)
  /// Part of the chapter's tests, in the named file or in `ChapterNTests.swift`.
  case test(file: String?)
  /// A notebook cell. A volatile cell's output is recorded but not compared. The product is an
  /// executable of the package that it runs.
  case cell(name: String, isVolatile: Bool, product: String? = nil)
  /// What the cell before it printed.
  case output
  /// The text form of a figure that the cell before it showed.
  case figure(name: String)
  /// An exercise's stub.
  case exercise(name: String)
  /// An exercise's tests.
  case exerciseTest(name: String)
  /// An exercise's solution, in `Solutions/`.
  case solution(name: String)
  /// A right solution in another style: the exercise's tests must pass it.
  case right(name: String, exercise: String)
  /// A wrong turn: a patch on a solution that the exercise's tests must catch.
  case mutant(name: String, exercise: String)
  /// Shown, not compiled.
  case sketch
  /// Another language: nothing that the course compiles.
  case prose

  /// The word that names the role in reports.
  public var name: String {
    switch self {
    case .module: "module"
    case .test: "test"
    case .cell: "cell"
    case .output: "output"
    case .figure: "figure"
    case .exercise: "exercise"
    case .exerciseTest: "exercise-test"
    case .solution: "solution"
    case .right: "right solution"
    case .mutant: "mutant"
    case .sketch: "sketch"
    case .prose: "prose"
    }
  }
}

/// Why an info string has no role: what is wrong and what to do.
struct RoleError: Error {
  var message: String
  var hint: String?
}

extension Role {
  /// The words that may follow each language that the course gives a meaning.
  private static let vocabulary: [String: [String]] = [
    "swift": [
      "file", "test", "cell", "volatile", "product", "exercise", "exercise-test", "solution",
      "right", "of", "sketch",
    ],
    "output": ["figure"],
    "diff": ["mutant", "of"],
  ]
  private static let needsValue: Set = [
    "file", "cell", "product", "exercise", "exercise-test", "solution", "right", "figure",
    "mutant", "of",
  ]
  /// The words that each make a role; a block has at most one of them.
  private static let kinds = [
    "test", "cell", "exercise", "exercise-test", "solution", "right", "sketch",
  ]

  /// Reads the role from an info string.
  init(_ info: InfoString) throws(RoleError) {
    guard let words = Self.vocabulary[info.language] else {
      try Self.checkForeign(info)
      self = .prose
      return
    }
    if info.language == "diff" && info.attributes.isEmpty {
      self = .prose
      return
    }
    try Self.check(info, against: words)
    switch info.language {
    case "swift": self = try Self.swift(info)
    case "output":
      if let figure = info["figure"] {
        self = .figure(name: try Self.slug(figure))
      } else {
        self = .output
      }
    default:
      guard let name = info["mutant"], let exercise = info["of"] else {
        throw RoleError(
          message: "a mutant needs its name and its exercise",
          hint: "write ```diff mutant=NAME of=EXERCISE")
      }
      self = .mutant(name: try Self.slug(name), exercise: try Self.identifier(exercise))
    }
  }

  private static func swift(_ info: InfoString) throws(RoleError) -> Role {
    let present = kinds.filter(info.has)
    guard present.count <= 1 else {
      throw RoleError(
        message: "a block cannot be both '\(present[0])' and '\(present[1])'",
        hint: "split it into two blocks")
    }
    let kind = present.first
    if info.has("volatile") && kind != "cell" {
      throw RoleError(message: "only a cell can be volatile", hint: "write cell=NAME volatile")
    }
    if info.has("product") && kind != "cell" {
      throw RoleError(
        message: "only a cell can run a product", hint: "write cell=NAME product=PRODUCT")
    }
    if info.has("file") && kind != nil && kind != "test" {
      throw RoleError(
        message: "'file' does not go with '\(kind ?? "")'",
        hint: "its file is named after it; remove file=\(info["file"] ?? "")")
    }
    if info.has("of") && kind != "right" {
      throw RoleError(message: "only a right solution is 'of' an exercise", hint: rightForm)
    }
    let file = try info["file"].map(fileName)
    switch kind {
    case "test": return .test(file: file)
    case "cell":
      return .cell(
        name: try slug(info["cell"] ?? ""), isVolatile: info.has("volatile"),
        product: try info["product"].map(slug))
    case "exercise": return .exercise(name: try identifier(info["exercise"] ?? ""))
    case "exercise-test":
      return .exerciseTest(name: try identifier(info["exercise-test"] ?? ""))
    case "solution": return .solution(name: try identifier(info["solution"] ?? ""))
    case "right":
      guard let exercise = info["of"] else {
        throw RoleError(message: "a right solution needs its exercise", hint: rightForm)
      }
      return .right(name: try slug(info["right"] ?? ""), exercise: try identifier(exercise))
    case "sketch": return .sketch
    default: return .module(file: file)
    }
  }

  private static let rightForm = "write ```swift right=NAME of=EXERCISE"

  /// Every word is known, stands once, and has a value exactly if it needs one.
  private static func check(_ info: InfoString, against words: [String]) throws(RoleError) {
    var seen = Set<String>()
    for attribute in info.attributes {
      guard words.contains(attribute.key) else {
        throw RoleError(
          message: "'\(attribute.key)' means nothing on a \(info.language) block",
          hint: nearest(attribute.key, among: words).map { "did you mean '\($0)'?" }
            ?? "it can be: \(words.joined(separator: ", "))")
      }
      guard seen.insert(attribute.key).inserted else {
        throw RoleError(message: "'\(attribute.key)' stands twice", hint: "keep one of the two")
      }
      let hasValue = attribute.value?.isEmpty == false
      if needsValue.contains(attribute.key) && !hasValue {
        throw RoleError(
          message: "'\(attribute.key)' needs a value", hint: "write \(attribute.key)=NAME")
      }
      if !needsValue.contains(attribute.key) && attribute.value != nil {
        throw RoleError(
          message: "'\(attribute.key)' takes no value", hint: "write \(attribute.key) alone")
      }
    }
  }

  /// A block in another language is prose, unless it looks like one of ours with a slip of the pen:
  /// code that is silently left out is worse than an error.
  private static func checkForeign(_ info: InfoString) throws(RoleError) {
    let known = Array(vocabulary.keys).sorted()
    if info.language != info.language.lowercased(), known.contains(info.language.lowercased()) {
      throw RoleError(
        message: "the language is written '\(info.language.lowercased())', not '\(info.language)'",
        hint: "GitHub colours both, the course compiles one")
    }
    if let meant = slip(info.language) {
      throw RoleError(
        message: "'\(info.language)' is no language that the course knows",
        hint: "did you mean '\(meant)'? A space ends the language")
    }
    let ours = Set(vocabulary.values.joined())
    guard let word = info.attributes.first(where: { ours.contains($0.key) && $0.value != nil })
    else { return }
    throw RoleError(
      message: "'\(word.key)' means nothing on a block in '\(info.language)'",
      hint: nearest(info.language, among: known).map { "did you mean '\($0)'?" }
        ?? "only swift, output and diff blocks have roles")
  }
}

extension Role {
  /// The language that a foreign one was meant to be: one letter away, or with a tail of signs, as
  /// in `swift,test` and `{.swift}`. `diff` is too short a word for that.
  private static func slip(_ language: String) -> String? {
    let word = language.lowercased()
    return ["output", "swift"].first { known in
      if editDistance(word, known) == 1 { return true }
      let core = word.drop { !$0.isLetter && !$0.isNumber }
      guard core.hasPrefix(known) else { return false }
      return core.dropFirst(known.count).first.map { !$0.isLetter && !$0.isNumber } ?? true
    }
  }
}

// MARK: - Names

extension Role {
  /// A Swift type's name: it becomes a file, a module member and an argument on the command line.
  static func identifier(_ name: String) throws(RoleError) -> String {
    let isWord = name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    guard isWord, let first = name.first, first.isLetter else {
      throw RoleError(
        message: "'\(name)' is not a name", hint: "use ASCII letters and digits, a letter first")
    }
    guard !keywords.contains(name) else {
      throw RoleError(message: "'\(name)' is a Swift keyword", hint: "choose another name")
    }
    guard name.lowercased() != "main" else {
      throw RoleError(
        message: "a file 'main.swift' would make its target a program", hint: "choose another name")
    }
    return name
  }

  /// The name of a cell, a mutant or a right solution: lowercase words joined by hyphens.
  static func slug(_ name: String) throws(RoleError) -> String {
    let isWord = name.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }
    guard isWord, let first = name.first, first.isLetter, name.last != "-", !name.contains("--")
    else {
      throw RoleError(
        message: "'\(name)' is not the name of a cell, a mutant or a right solution",
        hint: "use lowercase words joined by hyphens, as in lost-reply")
    }
    return name
  }

  /// A file's name inside its target's folder: `Acceptor.swift` or `Paxos/Acceptor.swift`.
  static func fileName(_ name: String) throws(RoleError) -> String {
    if name.hasPrefix("/") || name.hasPrefix("~") {
      throw RoleError(message: "'\(name)' is not inside the chapter's folder", hint: relative)
    }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    if parts.contains("..") {
      throw RoleError(message: "'\(name)' leaves the chapter's folder", hint: relative)
    }
    if parts.contains(".") || parts.contains("") {
      let plain = parts.filter { $0 != "." && !$0.isEmpty }.joined(separator: "/")
      throw RoleError(message: "'\(name)' has a second spelling", hint: "write file=\(plain)")
    }
    guard name.hasSuffix(".swift"), name.count > ".swift".count else {
      throw RoleError(message: "'\(name)' is not a Swift file", hint: "end it in .swift")
    }
    var stems = parts
    stems[stems.count - 1] = String(stems[stems.count - 1].dropLast(".swift".count))
    for stem in stems {
      let plain = stem.split(separator: "+", omittingEmptySubsequences: false).map(String.init)
      for word in plain { _ = try identifier(word) }
    }
    return name
  }

  private static let relative = "name a file of the chapter's own module, as in file=Acceptor.swift"

  /// Swift's reserved words: none of them can name a type, a test or a file named after one.
  static let keywords: Set = [
    "Any", "Self", "as", "associatedtype", "break", "case", "catch", "class", "continue", "default",
    "defer", "deinit", "do", "else", "enum", "extension", "fallthrough", "false", "fileprivate",
    "for", "func", "guard", "if", "import", "in", "init", "inout", "internal", "is", "let", "nil",
    "operator", "precedencegroup", "private", "protocol", "public", "repeat", "rethrows", "return",
    "self", "static", "struct", "subscript", "super", "switch", "throw", "throws", "true", "try",
    "typealias", "var", "where", "while",
  ]
}
