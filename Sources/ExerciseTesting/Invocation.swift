#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// How a test process was started: which tests somebody asked for by name.
struct Invocation: Sendable {
  /// This process. SwiftPM hands its `--filter` on to it; `COURSE_ATTEMPT=1` asks for all of its tests
  /// where a tool starts it without one.
  static let current = Invocation(
    arguments: CommandLine.arguments, isAttempt: getenv("COURSE_ATTEMPT") != nil)

  private let filters: [Filter]
  private let isAttempt: Bool

  init(arguments: [String], isAttempt: Bool = false) {
    self.isAttempt = isAttempt
    filters = arguments.indices.compactMap { index in
      if arguments[index] == "--filter", index + 1 < arguments.count {
        return Filter(arguments[index + 1])
      }
      let inOne = "--filter="
      return arguments[index].hasPrefix(inOne)
        ? Filter(String(arguments[index].dropFirst(inOne.count))) : nil
    }
  }

  /// Whether somebody asked for the test with this identifier (`Exercise12Tests.Proposer/answers()`).
  ///
  /// A filter is a pattern, so `Exercise1` lets the tests of chapter 12 run, too. It doesn't ask for them:
  /// a number in a filter means that number, not one that begins with it.
  func asksFor(_ test: String) -> Bool {
    isAttempt || filters.contains { $0.names(test) }
  }
}

/// A pattern that somebody gave to choose tests.
private struct Filter: Sendable {
  private let pattern: String

  init(_ pattern: String) { self.pattern = Self.closingNumbers(in: pattern) }

  /// A pattern that can't be read names nothing; the test library says so.
  func names(_ test: String) -> Bool {
    guard let pattern = try? Regex(pattern) else { return false }
    return test.firstMatch(of: pattern) != nil
  }

  /// The pattern with "and no digit follows" behind each number.
  ///
  /// Not where the pattern itself says how the number goes on (`1\d`, `1[0-8]`, `1(0|2)`, `1+`), and not
  /// for what is no number of the text: an escape (`\1`), a set (`[0-9]`), a count (`{1,2}`).
  private static func closingNumbers(in pattern: String) -> String {
    var result = ""
    var rest = pattern[...]
    while let first = rest.first {
      let piece = rest.prefix(length(of: first, in: rest))
      rest = rest.dropFirst(piece.count)
      result += piece
      if isDigit(first) && !goesOn(rest) { result += "(?![0-9])" }
    }
    return result
  }

  /// How many characters of a pattern belong together: a number, an escape, a set, a count, or one.
  private static func length(of first: Character, in rest: Substring) -> Int {
    switch first {
    case "\\": 2
    case "[":
      (rest.firstIndex(of: "]").map { rest.distance(from: rest.startIndex, to: $0) } ?? 0) + 1
    case "{":
      (rest.firstIndex(of: "}").map { rest.distance(from: rest.startIndex, to: $0) } ?? 0) + 1
    case _ where isDigit(first): rest.prefix(while: isDigit).count
    default: 1
    }
  }

  /// Whether the pattern behind a number says how the number goes on.
  private static func goesOn(_ rest: Substring) -> Bool {
    guard let next = rest.first else { return false }
    return "[({*+?".contains(next) || rest.hasPrefix("\\d")
  }

  private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }
}
