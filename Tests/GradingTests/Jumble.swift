/// Swift sources that are hard to read: calls of `old()` in code and in what only looks like code.
enum Jumble {
  /// Each takes a line at `?!`; `$` stands for a number of its own.
  static let frames = [
    "?!", "?!", "// ?!", "/// ?!", "/* ?! */", "/* /* */ ?! */", "/* /* ?! */ */", "/* /* */ */ ?!",
    "let s$ = #\"\"\"#\n?!\nlet t$ = #\"\"\"#",
    "let s$ = #\"\"\"\n?!\n\"\"\"#",
    "let s$ = \"\"\"\n?!\n\"\"\"",
    "let s$ = ##\"\"\"\n\"\"\"#\n?!\n\"\"\"##",
    "let s$ = ##\"\"\"\n\"\"\"##\n?!\nlet t$ = \"\"\"\n\"\"\"",
    "let s$ = \"\\(\"\\(\"/*\")\")\"\n?!\nlet t$ = \"*/\"",
    "let s$ = \"\"\"\n\\({ () -> Int in\n?!\nreturn 1 }())\n\"\"\"",
    "let s$ = #\"\"\"\n\\({\n?!\n}())\n\"\"\"#",
    "let s$ = #\"\"\"\n\\#({ () -> Int in\n?!\nreturn 1 }())\n\"\"\"#",
    "let s$ = \"\\\\\"\n?!\nlet t$ = \"\\\"//\"",
    "func `f$ \"\"\" g`() {}\n?!\nfunc `h$ \"\"\" i`() {}",
    "func `f$ /* g`() {}\n?!\nfunc `h$ */ i`() {}",
    "func `f$ // g`() {}; ?!",
    "let `#if$` = 1\n?!",
    "let r$ = /\"/\n?!\nlet q$ = /\"/",
    "let r$ = #/ \" /* /#\n?!\nlet q$ = #/ */ \" /#",
    "let r$ = #/\n?!\n/#",
    "let r$ = /[/*]/\n?!\nlet q$ = /[*\\/]/",
    "let d$ = 4/2; ?!\nlet e$ = 4 / 2 //",
    "// a comment\r?!",
    "/* a comment\r*/ ?!",
    "let c$ = \"/\"; ?!\nlet b$ = \"/\"",
    "infix operator /%$\n?!",
    "struct S$ {\n?!\n}",
    "func f$() {\n?!\n}",
    "enum E$ { case a; func f() { switch self { case .a:\n?!\n} } }",
    "\u{FEFF}?!", "\u{A0}?!", "let e\u{301}$ = 1\n?!", ";?!", "\\\n?!", "'?!'", "`?!`",
  ]

  /// Where an expression may stand.
  static let places = [
    "let a = ?!", "var a: Int { ?! }", "struct S { lazy var a = ?! }", "func f(a: Int = ?!) {}",
    "struct S { var a = ?!; static let b = ?! }", "struct S { init(a: Int = ?!) {} }",
    "struct S { subscript(_ n: Int = ?!) -> Int { n } }", "enum E { case a(Int = ?!) }",
    "struct S { subscript(n: Int) -> Int { get { ?! } set {} } }",
    "struct S { var a = 1 { willSet { _ = ?! } didSet { } } }",
    "class C { deinit { _ = ?! } }", "let a = { [b = ?!] in b }", "let a = [?!, 1]",
    "let a = [?!: 1]",
    "let a = [1: ?!]", "let a = (?!, 1).0", "let a = \"\\(?!)\"", "let a = \"\"\"\n\\(?!)\n\"\"\"",
    "let a = [1][?!]", "let a = \\[Int].[?!]", "let a = true ? ?! : 1", "let a = true ? 1 : ?!",
    "let a = 1 + ?!", "let a = -?!", "let a = ?! as Int", "let a = ?! is Int", "let a = ?! as? Int",
    "let a = Optional(1) ?? ?!", "let a = if true { ?! } else { 1 }", "let a = (1...?!)",
    "func f() { if ?! == 1 {} }", "func f() { guard ?! == 1 else { return } }",
    "func f() { if let a = Optional(?!) { _ = a } }", "func f() { while ?! == 2 {} }",
    "func f() { repeat {} while ?! == 2 }", "func f() { for _ in 0..<?! {} }",
    "func f() { for n in 0..<2 where n == ?! {} }", "func f() { switch (?!) { default: break } }",
    "func f() { switch 1 { case ?!: break; default: break } }",
    "func f() { switch 1 { case _ where ?! == 1: break; default: break } }",
    "func f() -> Int { return ?! }", "func f() { defer { _ = ?! } }", "func f() { do { _ = ?! } }",
    "func f() throws { do { throw E() } catch where ?! == 1 {} }\nstruct E: Error {}",
    "func f() throws { throw E(n: ?!) }\nstruct E: Error { var n: Int }",
    "func f() { var a = [1]; a[?!] = 2; a[0] += ?! }", "func f() { func g(n: Int = ?!) {}; g() }",
    "func f() { let (a, b) = (1, ?!); _ = a + b }",
    "func f() { g { ?! } }\nfunc g(_ h: () -> Int) {}",
    "func f() { g { 1 } h: { ?! } }\nfunc g(_ a: () -> Int, h: () -> Int) {}",
    "func f() { struct T { var a = ?! } }", "func f() { if case 1 = ?! {} }",
    "@propertyWrapper struct W { var wrappedValue: Int; init(wrappedValue: Int, _ n: Int) { self.wrappedValue = n } }\nstruct S { @W(?!) var a = 1 }",
    "@resultBuilder enum B { static func buildBlock(_ n: Int) -> Int { n } }\n@B var b: Int { ?! }",
    "extension Int { var a: Int { ?! } }", "protocol P {}\nextension P { func a() -> Int { ?! } }",
    "func f(_ n: Int?) { _ = n.map { $0 + ?! }; _ = n?.advanced(by: ?!) }",
    "func f() async { _ = await g(?!) }\nfunc g(_ n: Int) async {}",
    "func f() { async let a = ?!; _ = { () async in await a } }",
    "func f() throws { _ = try? g(?!); _ = try g(1) }\nfunc g(_ n: Int) throws -> Int { n }",
  ]

  static func source(_ random: inout SplitMix64) -> String {
    var text = ""
    for _ in 0...Int.random(in: 0...4, using: &random) {
      let frame = frames.randomElement(using: &random) ?? ""
      let number = Int.random(in: 0..<1_000_000, using: &random)
      let call = "let old\(number) = unsafe old()"
      text +=
        frame.split(separator: "?!", omittingEmptySubsequences: false).joined(separator: call)
        .split(separator: "$", omittingEmptySubsequences: false).joined(separator: "\(number)")
        + "\n"
    }
    guard Bool.random(using: &random) else { return text }
    return mutated(text, &random)
  }

  private static func mutated(_ text: String, _ random: inout SplitMix64) -> String {
    let signs = Array("\"\"\"##//**``\\()\n\r {}\u{FEFF}".unicodeScalars)
    var scalars = Array(text.unicodeScalars)
    for _ in 0...Int.random(in: 0...2, using: &random) where !scalars.isEmpty {
      let place = Int.random(in: 0..<scalars.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: scalars.remove(at: place)
      case 1: scalars.insert(signs.randomElement(using: &random) ?? " ", at: place)
      default: scalars.swapAt(place, scalars.count - 1 - place)
      }
    }
    return String(String.UnicodeScalarView(scalars))
  }
}

/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
