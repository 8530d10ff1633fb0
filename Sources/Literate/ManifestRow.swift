/// A chapter's row in the manifest's table: `Chapter(number: 7, slug: "paxos", imports: [2])`.
///
/// What the prose decides, the tool writes; every other argument stays as its author wrote it.
public struct ManifestRow: Hashable, Sendable {
  /// An argument as it stands there: `imports` and `[2]`.
  struct Argument: Hashable, Sendable {
    var label: String
    var value: String
  }

  var arguments: [Argument]

  /// The row that a chapter's prose asks for, with nothing that the prose doesn't decide.
  init(for chapter: Chapter) {
    arguments = [Argument(label: "number", value: "\(chapter.number)")]
    agree(with: chapter)
  }

  /// Reads `Chapter(number: 7, …)`, or nothing if it is no such call.
  init?(_ text: String) {
    guard text.hasPrefix("Chapter("), text.hasSuffix(")"),
      let parts = Self.parts(of: text.dropFirst("Chapter(".count).dropLast())
    else { return nil }
    arguments = []
    for part in parts {
      guard let colon = part.firstIndex(of: ":") else { return nil }
      arguments.append(
        Argument(
          label: Self.trimmed(part[..<colon]),
          value: Self.trimmed(part[part.index(after: colon)...])
        ))
    }
    guard Int(self["number"] ?? "") != nil else { return nil }
  }

  subscript(label: String) -> String? { arguments.first { $0.label == label }?.value }

  public var number: Int { Int(self["number"] ?? "") ?? 0 }
  public var slug: String { String((self["slug"] ?? "").filter { $0 != "\"" }) }
  /// The earlier chapters that it imports.
  public var imports: [Int] {
    (self["imports"] ?? "").split { !$0.isNumber }.compactMap { Int($0) }.sorted()
  }
  /// Whether it has exercises.
  public var exercises: Bool { self["exercises"] == "true" }
  /// Whether its nodes run as real processes, too.
  public var cluster: Bool { self["cluster"] == "true" }

  /// Whether the row says what the prose says.
  func agrees(with chapter: Chapter) -> Bool {
    slug == chapter.slug && imports == chapter.importedChapters
      && exercises == !chapter.exercises.isEmpty
  }

  /// Makes the row say what the prose says. What says so already keeps its form.
  mutating func agree(with chapter: Chapter) {
    if slug != chapter.slug { set("slug", "\"\(chapter.slug)\"") }
    let imported = chapter.importedChapters
    if imports != imported { set("imports", imported.isEmpty ? nil : "\(imported)") }
    if exercises == chapter.exercises.isEmpty {
      set("exercises", chapter.exercises.isEmpty ? nil : "true")
    }
  }

  /// The order in which the manifest declares the arguments.
  private static let order = ["number", "slug", "imports", "products", "exercises", "cluster"]

  private mutating func set(_ label: String, _ value: String?) {
    arguments.removeAll { $0.label == label }
    guard let value, let place = Self.order.firstIndex(of: label) else { return }
    let later = Self.order[(place + 1)...]
    let index = arguments.firstIndex { later.contains($0.label) } ?? arguments.endIndex
    arguments.insert(Argument(label: label, value: value), at: index)
  }

  /// The row as `swift format` leaves it: on one line if it fits, else its arguments filled in below.
  var lines: [String] {
    let texts = arguments.map { "\($0.label): \($0.value)" }
    let single = "  Chapter(\(texts.joined(separator: ", ")))"
    if single.count < Self.columns { return [single] }
    var lines = ["  Chapter("]
    for (index, text) in texts.enumerated() {
      let word = text + (index + 1 == texts.count ? ")" : ",")
      // A comma follows the row.
      let fits = lines.count > 1 && lines[lines.count - 1].count + 1 + word.count < Self.columns
      if fits { lines[lines.count - 1] += " " + word } else { lines.append("    " + word) }
    }
    return lines
  }

  private static let columns = 100

  /// What stands between the commas that are in no brackets and no string; nil for what is no list of
  /// arguments, or has a comment in it.
  private static func parts(of text: Substring) -> [Substring]? {
    var parts: [Substring] = []
    var (start, depth, isInString) = (text.startIndex, 0, false)
    for index in text.indices {
      switch text[index] {
      case "\"": isInString.toggle()
      case _ where isInString: break
      case "(", "[": depth += 1
      case ")", "]": depth -= 1
      case "/": return nil
      case "," where depth == 0:
        parts.append(text[start..<index])
        start = text.index(after: index)
      default: break
      }
      if depth < 0 { return nil }
    }
    guard depth == 0, !isInString else { return nil }
    return parts + [text[start...]]
  }

  private static func trimmed(_ text: Substring) -> String {
    String(decoding: text.utf8.trimmed, as: UTF8.self)
  }
}

extension Chapter {
  /// `paxos`: the file's name without its number.
  var slug: String { String(stem.dropFirst(paddedNumber.count + 1)) }
}
