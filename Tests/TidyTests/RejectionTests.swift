import Testing

/// Each rule rejects what it is there to reject, and only that.
@Suite struct RejectionTests {
  private func tree(_ files: [String: String]) -> SourceTree {
    SourceTree(files.map { SourceFile(path: $0.key, $0.value) })
  }

  private func findings(_ found: [Finding]) -> [String] { found.map { "\($0.path):\($0.line)" } }

  private static let generated = "// Generated from Chapters/01-a.md. Edit it there.\n"

  // MARK: Sizes

  @Test("a file over its limit is too long, and one at the limit is not") func longFiles() {
    let line = "let a = 1\n"
    let tree = tree([
      "Sources/A/Long.swift": String(repeating: line, count: 301),
      "Sources/A/Full.swift": String(repeating: line, count: 300),
      "Tests/ATests/Long.swift": String(repeating: line, count: 401),
      "Tests/ATests/Full.swift": String(repeating: line, count: 400),
      "Sources/Chapter1/Chapter1.swift": Self.generated + String(repeating: line, count: 999),
    ])
    #expect(
      findings(SizeRules.longFiles(tree)) == [
        "Sources/A/Long.swift:301", "Tests/ATests/Long.swift:401",
      ])
  }

  @Test("a line over the limit is too long, unless a text makes it so") func longLines() {
    let long = String(repeating: "é", count: 111)
    let tree = tree([
      "Sources/A/A.swift": "// \(long.dropLast(4))\n/// \(long)\nlet a = \"\(long)\"\n",
      "Sources/A/B.swift": "let b = \"\"\"\n  \(long)\n  \"\"\"\n//\(long)",
    ])
    #expect(findings(SizeRules.longLines(tree)) == ["Sources/A/A.swift:2", "Sources/A/B.swift:4"])
  }

  // MARK: Reading

  @Test(
    "a file whose brackets don't match is not judged in silence",
    arguments: [
      ("func f() {\n", 1), ("let a = (1]\n", 1), ("struct A {\n}\n}\n", 3),
      ("let a = \"\\(b\"\n", 1),
    ])
  func unmatched(text: String, line: Int) {
    let tree = tree(["Sources/A/A.swift": text])
    #expect(ReadingRule.unreadable(tree).map(\.line) == [line])
  }

  @Test(
    "comments and texts are no code, whatever they hold",
    arguments: [
      "// { ( [\n", "/* } /* ) */ ] */ let a = 1\n", "let a = \"{ \\\" ( [\"\n",
      "let a = #\"\\( \" \\#(b + f(\")\"))\"#\n",
      "let a = \"\"\"\n  { \" \"\" \\(g(\"}\") { 1 }) (\n  \"\"\"\n",
      "let a = ##\"\"\"\n  \"\"\"# \\#( {\n  \"\"\"##\n", "let `func` = a[b(1)]\n",
      "let a = \"\\\\\"; let b = (1)\n",
    ])
  func texts(text: String) {
    #expect(ReadingRule.unreadable(tree(["Sources/A/A.swift": text])) == [])
  }

  // MARK: Throws

  @Test("a public function that throws must say so, and nobody else must") func throwing() {
    let file = """
      public struct A {
        public func silent() throws {}
        /// Reads.
        ///
        /// - Throws: an error.
        @discardableResult
        public static func documented<T>(_ make: () throws -> T) throws(E) -> T {}
        func module() throws {}
        public func rethrowing(_ body: () throws -> Void) rethrows {}
        public func takes(_ body: @escaping () async throws -> Void) {}
        /// - Throws: an error.
        var between = 1
        public init(_ a: Int) async throws {}
        public var value: Int { get throws { 1 } }
        public var plain: Int { 1 }
        public private(set) var set = { () throws in 1 }
      }
      public protocol P {
        func required() throws
        /// - Throws: an error.
        func told() throws
      }
      extension A {
        package func packaged() throws {}
        private func hidden() throws { func inner() throws {} }
      }
      struct B { public func looksPublic() throws {} }
      extension A: P { public func told() throws {} }
      """
    let tree = tree([
      "Sources/A/A.swift": file, "Tests/ATests/A.swift": file,
      "Sources/A/B.swift": "extension A: Q<P> { public func required() throws {} }",
    ])
    #expect(
      findings(ThrowsRule.undocumented(tree))
        == [2, 13, 14, 19, 24].map { "Sources/A/A.swift:\($0)" } + ["Sources/A/B.swift:1"])
  }

  // MARK: Names

  @Test("a name in two of our modules is shared if one stands on the other, or a third on both")
  func sharedNames() {
    let tree = tree([
      "Sources/Low/A.swift":
        "struct Judge {}\nprivate struct Hidden {}\npublic struct Outer { struct Inner {} }",
      "Sources/Middle/B.swift": "import Low\npublic struct Other {}",
      "Sources/High/C.swift": "import Middle\nenum Judge {}\nstruct Hidden {}\nstruct Inner {}",
      "Sources/Apart/D.swift": "struct Other {}\nprotocol Judge {}",
    ])
    #expect(findings(SharedNamesRule.shared(tree)) == ["Sources/Low/A.swift:1"])
    let both = SourceTree(
      tree.files + [SourceFile(path: "Sources/Top/E.swift", "import Apart\nimport Middle")])
    #expect(
      Set(findings(SharedNamesRule.shared(both))) == [
        "Sources/Low/A.swift:1", "Sources/Middle/B.swift:2",
      ])
  }

  @Test("a chapter and a test share the names that they can say, and no others")
  func sharedNamesOfReaders() {
    let library = "struct Mine {}\npublic struct Yours {}"
    let tree = tree([
      "Sources/Library/A.swift": library,
      "Sources/Chapter1/A.swift": Self.generated + "import Library\nstruct Mine {}",
      "Sources/Chapter2/A.swift": Self.generated + "import Library\nstruct Yours {}",
      "Tests/OneTests/A.swift": "import Library\nstruct Mine {}",
      "Exercises/Chapter1/Work.swift": "import Library\nstruct Yours {",
      "Tests/TwoTests/A.swift": "@testable import Library\nstruct Mine {}",
    ])
    #expect(
      Set(findings(SharedNamesRule.shared(tree))) == [
        "Sources/Library/A.swift:2", "Tests/TwoTests/A.swift:2",
      ])
    #expect(ReadingRule.unreadable(tree) == [])
  }

  // MARK: Use

  private static let program = """
    import Library
    @main struct Program { static func main() { Used().grow() } }
    """

  @Test("what no program, no chapter and no test reaches is unused, whatever it uses itself")
  func unused() {
    let tree = tree([
      "Sources/program/Program.swift": Self.program,
      "Sources/Library/Used.swift": "public struct Used {}\nstruct Helper {}",
      "Sources/Library/Used+Grow.swift": "extension Used { public func grow() { Helper() } }",
      "Sources/Library/Used+Text.swift": "extension Used: CustomStringConvertible { }",
      "Sources/Library/Used+Label.swift": "extension Used { init(shrunk: Int) {} }",
      "Sources/Library/Dead.swift":
        "struct Dead { let a = Deader() }\nextension Dead { func grow() {} }",
      "Sources/Library/Deader.swift":
        "// Used in Dead.swift\nstruct Deader {}\nprivate func alone() {}",
      "Sources/Library/Text.swift": "extension String { var unsaid: Int { 1 } }",
      "Tests/LibraryTests/A.swift":
        "import Library\n@Suite struct A { @Test func a() { Tested() } }",
      "Sources/Library/Tested.swift": "struct Tested {}",
      "Sources/Apart/Tested.swift": "struct Tested {}",
    ])
    #expect(
      findings(UseRule(tree).unused) == [
        "Sources/Apart/Tested.swift:1", "Sources/Library/Dead.swift:1",
        "Sources/Library/Deader.swift:2", "Sources/Library/Deader.swift:3",
        "Sources/Library/Text.swift:1", "Sources/Library/Used+Label.swift:1",
      ])
  }

  @Test("what is named in a comment or a text is not used, but for a text that is a program")
  func texts() {
    let tree = tree([
      "Sources/program/main.swift":
        "import Library\n// One\nlet a = \"Two\"\nlet b = \"\"\"\n  import Library\n  Three.main()\n  \"\"\"",
      "Sources/Library/A.swift": "enum One {}\nenum Two {}\nenum Three {}",
    ])
    #expect(
      findings(UseRule(tree).unused) == ["Sources/Library/A.swift:1", "Sources/Library/A.swift:2"])
  }

  @Test("a conformance of a type that isn't ours is used with its protocol")
  func conformances() {
    let tree = tree([
      "Sources/program/Program.swift": Self.program,
      "Sources/Library/Used.swift": "public struct Used<Value: Form> { func grow() {} }",
      "Sources/Library/Form.swift": "public protocol Form {}\nextension Int: Form {}",
      "Sources/Library/Dead.swift": "public protocol Dead {}\nextension Int: Dead {}",
    ])
    #expect(
      findings(UseRule(tree).unused) == [
        "Sources/Library/Dead.swift:1", "Sources/Library/Dead.swift:2",
      ])
  }

  @Test("what only tests reach is told, with all that it alone uses, unless it waits for a chapter")
  func testsOnly() {
    let tree = tree([
      "Sources/Library/Ring.swift": "struct Ring { let angle: Angle }",
      "Sources/Library/Angle.swift": "struct Angle {}",
      "Sources/Library/Line.swift": "struct Line {}",
      "Sources/Chapter1/A.swift": Self.generated + "import Library\nlet line = Line()",
      "Tests/LibraryTests/A.swift":
        "import Library\n@Suite struct A { let all = [Ring(), Line()] }",
    ])
    let rule = UseRule(tree)
    #expect(rule.unused == [])
    #expect(
      findings(rule.usedByTestsOnly()) == [
        "Sources/Library/Angle.swift:1", "Sources/Library/Ring.swift:1",
      ])
    #expect(rule.usedByTestsOnly(awaited: ["Ring"]) == [])
  }

  @Test("what waits for a chapter is told once the chapter is written, is used, or is gone")
  func waiting() {
    let tree = tree([
      "Sources/Library/Ring.swift": "struct Ring {}\nstruct Line {}",
      "Sources/Chapter1/A.swift": Self.generated + "import Library\nlet line = Line()",
      "Tests/LibraryTests/A.swift":
        "import Library\n@Suite struct A { let all = [Ring(), Line()] }",
    ])
    let waiting = ["Ring": 17, "Line": 17, "Gone": 17]
    #expect(UseRule(tree).overdue(waiting, written: [1]) == ["Gone", "Line"])
    #expect(UseRule(tree).overdue(waiting, written: [1, 17]) == ["Gone", "Line", "Ring"])
  }
}
