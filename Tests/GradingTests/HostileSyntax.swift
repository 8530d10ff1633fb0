import Grading

/// Submissions that hide code from whoever reads Swift in another way than its compiler.
extension Hostile {
  private static let quit = #"@_silgen_name("exit") func quit(_ code: Int32) -> Never"#

  /// The same definition in places where lexers go wrong.
  static let hidden: [Hostile] = [
    ("between two raw strings", "let a = #\"\"\"#\n\(quit)\nlet b = #\"\"\"#"),
    ("between two names in backticks", "func `a \"\"\" b`() {}\n\(quit)\nfunc `c \"\"\" d`() {}"),
    ("behind a name that looks like a comment", "func `/* a`() {}\n\(quit)\nfunc `*/ b`() {}"),
    ("behind a slash in a string", "let a = \"/\"; \(quit); let b = \"/\""),
    ("behind a regular expression", "let a = /\"/; \(quit); let b = /\"/"),
    ("behind a regular expression with a brace", "let a = #/{\"/*/#\n\(quit)\nlet b = #/*/\"}/#"),
    ("behind nested comments", "/* /* */ \" */ \(quit) /* \" */"),
    ("behind a comment that a carriage return ends", "// a comment\r\(quit)"),
    (
      "behind a string over several lines", "let a = \"\"\"\n  \\\"\"\" /*\n  \"\"\"\n\(quit) // */"
    ),
    (
      "behind a raw string over several lines",
      "let a = ##\"\"\"\n  \"\"\"# /*\n  \"\"\"##\n\(quit) // */"
    ),
    ("behind an interpolation", "let a = \"\\(\"\\(\"/*\")\")\"\n\(quit)\nlet b = \"*/\""),
    (
      "in a type in a type",
      "enum A { enum B { struct C {\n  @_silgen_name(\"exit\") static func q()\n} } }"
    ),
    ("on a variable", "@_silgen_name(\"environ\") var quit: Int"),
    ("on an accessor", "var q: Int { @_silgen_name(\"getpid\") get { 1 } }"),
    ("on an initialiser", "struct S { @_silgen_name(\"exit\") init(_ code: Int32) }"),
  ].map { name, top in
    .sum("a C function \(name)", .refused, says: "`@_silgen_name` is not allowed", top: top)
  }

  /// What the compiler's parse tree leaves out.
  static let unseen: [Hostile] = [
    .sum(
      "an import behind a byte-order mark", .refused, says: "`import Glibc`", line: 1,
      body: "exit(0)"
    ).beginning(with: "\u{FEFF}import Glibc"),
    .sum(
      "a C function behind an operator that looks like a comment", .didNotCompile,
      says: "end of block comment", top: "prefix operator %*/\n\(quit)"),
    .sum(
      "a C function behind a byte-order mark in the middle", .didNotCompile, says: "top level",
      top: "\u{FEFF}\u{A0}\n\(quit)"),
    .sum(
      "a C function under a condition", .refused, says: "`#if` is not allowed",
      top: "#if true\n\(quit)\n#endif"),
    .sum(
      "raw memory in a subscript's default", .refused, says: "a subscript's parameters", line: 7,
      top: """
        struct Peek {
          subscript(_ i: Int = { unsafe unsafeBitCast(8, to: UnsafePointer<Int>.self)[0] }()) -> Int { i }
        }
        """, body: "return Peek()[]"),
    .sum(
      "what the course keeps inside", .refused, says: "`@testable` is not allowed", line: 1,
      imports: "@testable import ExerciseSupport"),
    .sum(
      "what the course keeps inside, under an escaped word", .refused, says: "not allowed", line: 1,
      imports: "@`testable` import ExerciseSupport"),
    .sum(
      "a tree too large to be read", .refused, says: "larger than any exercise's",
      top: (0..<24).map { "let a\($0) = { " }.joined() + "1" + String(repeating: " }()", count: 24)),
  ]

  /// Names that only some rule of ours knows from the language's.
  static let names: [Hostile] = [
    .sum(
      "a function of Swift's own that finds any type", .refused, says: "`_typeByName`: names that",
      line: 4, body: #"return _typeByName("s7Testing5IssueV") == nil ? 10 : -1"#),
    .sum(
      "raw memory, marked as such, in an interpolation", .refused, says: "raw memory", line: 4,
      body: #"return "\(unsafe unsafeBitCast(1, to: UnsafePointer<Int>.self)[0])".count"#),
    .ponger(
      "a protocol that Swift keeps for itself", .refused, says: "not in the stub",
      top: """
        extension Ponger: _HasCustomAnyHashableRepresentation {
          public func _toCustomAnyHashable() -> AnyHashable? { AnyHashable(1) }
        }
        """),
  ]

  func beginning(with text: String) -> Hostile {
    var hostile = self
    hostile.source = text + source
    return hostile
  }
}
