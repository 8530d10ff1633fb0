/// The stub, changed so that each function can be told when it starts to do something else instead,
/// and tells that it was asked.
struct CheatSource {
  var text: String
  var shortcuts: [Shortcut]

  /// What a function says when it is called: a gap of that name.
  static func mark(_ function: Int) -> String { "cheat \(function)" }

  /// The function that a gap of that name belongs to.
  static func function(of mark: String) -> Int? {
    mark.hasPrefix("cheat ") ? Int(mark.dropFirst(6)) : nil
  }

  /// - Parameters:
  ///   - isEqual: whether every `==` that the compiler derives is true whatever it compares.
  ///   - excluded: shortcuts, and equalities, that don't compile, by number.
  init(_ stub: String, _ syntax: StubSyntax, isEqual: Bool, without excluded: Set<Int>) {
    let bytes = Array(stub.utf8)
    let all = Shortcut.all(of: syntax, text: bytes)
    shortcuts = all.filter { !excluded.contains($0.number) }
    var edits: [(at: Int, removed: Int, text: String)] = []
    for (index, function) in syntax.functions.enumerated() {
      let own = shortcuts.filter { $0.function == index }
      guard !own.isEmpty else { continue }
      let lines = own.map { "if isChosen(\($0.number)) { \($0.code) }  \(Self.label($0.number))" }
      let isStoring = function.initialised != nil
      let mark = "unimplemented(\"\(Self.mark(index))\")"
      edits.append(
        (function.body.lowerBound + 1, 0, Self.block(isStoring ? [mark] : [mark] + lines)))
      if isStoring { edits.append((function.body.upperBound, 0, Self.block(lines))) }
      if let expression = function.expression { edits.append((expression, 0, "return ")) }
    }
    let storing = shortcuts.contains { $0.kind.isStoring }
    if storing { edits += Set(syntax.constants).map { ($0, 3, "var") } }
    var changed = bytes
    for edit in edits.sorted(by: { $0.at > $1.at }) {
      changed.replaceSubrange(edit.at..<(edit.at + edit.removed), with: Array(edit.text.utf8))
    }
    let equalities =
      isEqual
      ? Self.equalities(syntax, after: all.count, function: syntax.functions.count, excluded) : []
    text = String(decoding: changed, as: UTF8.self) + Self.block(Self.choice + equalities)
  }

  /// The numbers of what stands on the given lines and can be left out.
  func numbers(onLines lines: [Int]) -> Set<Int> {
    let all = text.split(separator: "\n", omittingEmptySubsequences: false)
    return Set(
      lines.compactMap { line -> Int? in
        guard all.indices.contains(line - 1) else { return nil }
        let words = all[line - 1].split(separator: " ")
        return words.suffix(2).first == "//cheat" ? words.last.flatMap { Int($0) } : nil
      })
  }

  private static func label(_ number: Int) -> String { "//cheat \(number)" }

  private static func block(_ lines: [String]) -> String {
    "\n" + lines.joined(separator: "\n") + "\n"
  }

  private static let choice = [
    "private let chosenCheats = Set(CommandLine.arguments.dropFirst().compactMap { Int($0) })",
    "private func isChosen(_ cheat: Int) -> Bool { chosenCheats.contains(cheat) }",
  ]

  private static func equalities(
    _ syntax: StubSyntax, after last: Int, function: Int, _ excluded: Set<Int>
  ) -> [String] {
    syntax.nominals.filter(\.derivesEquality).enumerated().map { index, nominal in
      (number: last + 1 + index, nominal: nominal)
    }.filter { !excluded.contains($0.number) }.map { number, nominal in
      "extension \(nominal.name) { \(nominal.isPublic ? "public " : "")static func == "
        + "(_: Self, _: Self) -> Bool { unimplemented(\"\(mark(function))\"); return true } }  "
        + label(number)
    }
  }
}
