import Testing

@testable import Histories

@Suite("The extensible data notation") struct EDNTests {
  private func label(_ text: String) throws -> String {
    var reader = EDNReader(Array(text.utf8))
    return try #require(try reader.next()).value.label
  }

  private func problem(_ text: String) -> String? {
    var reader = EDNReader(Array(text.utf8))
    do throws(LineError) {
      while try reader.next() != nil {}
      return nil
    } catch {
      return "\(reader.line): \(error.message)"
    }
  }

  @Test(
    "a value is read and written as what it is",
    arguments: [
      ("nil", "nil"), ("true", "true"), ("-0", "0"), ("+7", "7"), ("12N", "12"), ("0x1f", "31"),
      ("123456789012345678901234567890", "123456789012345678901234567890"), ("4/2", "2"),
      ("6/4", "3/2"), ("-1/3", "-1/3"), ("1.50", "1.5"), ("1e3", "1000.0"), ("2.50M", "2.50M"),
      ("##NaN", "##NaN"), (":a/b", ":a/b"), ("->x?", "->x?"), (#""a\tb\n""#, #""a\tb\n""#),
      (#""\u00e9""#, "\"é\""), (#""\ud83d\ude00""#, "\"😀\""), (#""a\\b""#, #""a\\b""#),
      (#"\a"#, #"\a"#), (#"\newline"#, #"\newline"#), (#"\("#, #"\("#), (#"\u0041"#, #"\A"#),
      ("(1 [2, 3] ())", "[1 [2 3] []]"), ("#{3 1 2}", "#{1 2 3}"),
      ("{:b 1 :a {[1] \"x\"}}", "{:a {[1] \"x\"}, :b 1}"), ("#inst \"1985\"", "#inst \"1985\""),
      ("#:n{:a 1 :m/b 2 :_/c 3}", "{:c 3, :m/b 2, :n/a 1}"), ("#_ 1 #_#_ 2 3 4", "4"),
      ("; a comment\r\n #_[1 2] 5", "5"), ("[1 #_ 2]", "[1]"), ("\u{9}\u{c}7", "7"),
    ])
  func values(_ text: String, _ expected: String) throws {
    let label = try label(text)
    #expect(EDN.notation(of: label) == expected)
    #expect(label.inexact.exact == label)
  }

  @Test(
    "what is no value is an error with its line",
    arguments: [
      ("[1\n2", "2: the '[' of line 1 is never closed"),
      ("(1\n]", "2: ']' stands where the '(' of line 1 must be closed"),
      ("]", "1: ']' closes a bracket that isn't open"), ("{:a}", "1: a map needs a value"),
      ("{:a 1, :a 2}", "1: the key :a stands twice"), ("#{1 1N}", "1: 1 stands twice in one set"),
      ("\n\"a\nb", "3: the quotation mark of line 2 is never closed"),
      (#""\q""#, "1: after a backslash"), (#""\u12""#, "1: '\\u' needs four"),
      (#""\ud800""#, "1: '\\ud800' is half a character"), ("01", "1: '01' is no number"),
      ("1a", "1: '1a' is no number"), ("1/0", "1: '1/0' is no number"),
      (":", "1: ':' is no keyword"),
      ("::a", "1: '::a' is no keyword"), ("@x", "1: '@x' is nothing that can be read"),
      ("#", "1: '#' begins nothing"), ("#\"a\"", "1: '#' begins nothing"),
      ("#tag", "1: the file ends"),
      ("##Infinity", "1: '##Infinity' is none of"), ("#_", "1: '#_' leaves out"),
      (#"\abc"#, "1: '\\abc' is no character"), ("#:n 1", "1: '#:' begins a map"),
    ])
  func errors(_ text: String, _ expected: String) {
    #expect(problem(text)?.hasPrefix(expected) == true, "\(problem(text) ?? "no error")")
  }

  @Test("nesting has a bound, and what exceeds it is an error and no crash")
  func depth() {
    for (open, close) in [("[", "]"), ("{:a ", "}"), ("#{", "}"), ("#a ", ""), ("#_ ", "1 ")] {
      let deep = String(repeating: open, count: 50_000)
      #expect(problem(deep)?.contains("values stand in each other here") == true, "\(open)")
      let fine =
        String(repeating: open, count: 90) + "1" + String(repeating: close, count: 90)
      #expect(problem(fine) == nil, "\(open)")
    }
  }

  @Test("values of different types, and texts of different bytes, have different labels")
  func labels() throws {
    let values = [
      "1", "\"1\"", ":1x", "\\1", "1.0", "[1]", "#{1}", "{1 1}", "a", ":a", "\"a\"", "\"é\"",
      "\"e\u{301}\"", "\"\u{212b}\"", "\"\u{c5}\"", "\"\\\\u{301}\"", "\"가\"",
      "\"\u{1100}\u{1161}\"",
      "#a 1", "nil", "\"nil\"", "true", "\"true\"",
    ]
    let labels = try values.map(label)
    #expect(Set(labels).count == values.count, "\(labels)")
    #expect(labels.allSatisfy { $0.isExact })
  }

  @Test("an exact text is its bytes, written so that no other text equals it")
  func exact() {
    let texts = [
      "", "plain", "é", "e\u{301}", "a\\b", "\\u{301}", "\\", "각", "\u{1100}\u{1161}\u{11a8}",
      "\u{2126}",
      "नि", "\u{1f600}",
    ]
    for text in texts {
      #expect(Array(text.exact.inexact.utf8) == Array(text.utf8), "\(text.exact)")
      for other in texts {
        #expect((text.exact == other.exact) == (Array(text.utf8) == Array(other.utf8)))
        #expect((text + other).exact == text.exact + other.exact)
      }
    }
  }
}
