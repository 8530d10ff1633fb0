import Foundation
import Testing

@testable import Grading

/// What the rules see of a source and what the compiler makes of it, side by side.
///
/// Each source holds calls of a deprecated function, each marked `unsafe`: some in code, some in
/// what only looks like code. The compiler, asked for warnings, warns of those that it compiles; the
/// rules must see the very same.
@Suite("Rules and compiler agree") struct DifferentialTests {
  @Test("about generated and mutated sources, thousands of them", arguments: 0..<8)
  func agree(batch: Int) throws {
    var random = SplitMix64(seed: UInt64(batch))
    let sources = (0..<400).map { _ in Jumble.source(&random) }
    let compared = try Comparison(sources)
    for (index, seen) in compared.seen.sorted(by: { $0.key < $1.key }) {
      let compiled = compared.compiled[index, default: []]
      // The compiler warns of no call that it finds other faults with.
      let agree = compared.faulty.contains(index) ? seen.isSuperset(of: compiled) : seen == compiled
      #expect(agree, "batch \(batch), source \(index): \(seen), \(compiled)\n\(sources[index])")
    }
    // Enough of them parse, and have something on either side, for this to be a test.
    #expect(compared.seen.count > 120)
    #expect(compared.seen.values.filter { !$0.isEmpty }.count > 100)
    #expect(compared.seen.values.filter(\.isEmpty).count > 10)
  }

  @Test("about a call in every place where Swift takes an expression")
  func places() throws {
    let sources = Jumble.places.map {
      $0.replacingOccurrences(of: "?!", with: "({ unsafe old() }())")
    }
    let compared = try Comparison(sources)
    for (index, place) in Jumble.places.enumerated() {
      let isHidden = place.contains("subscript(_ n: Int = ")
      let refused = compared.refusals(index)
      #expect(refused.contains { $0.contains(isHidden ? "a subscript's" : "`unsafe`") }, "\(place)")
      #expect(compared.compiled[index]?.isEmpty == false, "the compiler sees it as well: \(place)")
    }
  }
}

/// What the rules and the compiler say about many sources, each asked once.
private struct Comparison {
  private let syntaxes: [Int: Syntax]
  /// For each source that parses, the lines on which the rules see a call.
  private(set) var seen: [Int: Set<Int>] = [:]
  /// For each source, the lines of the calls that the compiler compiles.
  let compiled: [Int: Set<Int>]
  /// Sources that the compiler finds faults with although they parse, or could.
  let faulty: Set<Int>

  init(_ sources: [String]) throws {
    let folder = try Parsed.folder()
    defer { folder.remove() }
    for (index, source) in sources.enumerated() { try folder.write(source, to: "\(index).swift") }
    try folder.write("@available(*, deprecated) func old() -> Int { 1 }\n", to: "old.swift")
    let files = sources.indices.flatMap { ["-primary-file", "\($0).swift"] }
    let dump = try Self.run(["-dump-parse", "-dump-ast-format", "json"] + files, in: folder)
    let broken = Set(Self.places(of: "error", in: dump).map(\.index))
    let dumps = Self.documents(in: dump.output)
    try #require(dumps.count == sources.count)
    syntaxes = Dictionary(
      uniqueKeysWithValues: sources.indices.filter { !broken.contains($0) }
        .map { ($0, Syntax(of: sources[$0], dump: dumps[$0])) })
    let check = try Self.run(
      ["-typecheck", "-module-name", "M", "old.swift"] + sources.indices.map { "\($0).swift" },
      in: folder)
    compiled = Self.places(of: "warning", in: check).filter { $0.message.contains("'old()'") }
      .reduce(into: [:]) { $0[$1.index, default: []].insert($1.line) }
    faulty = Set(Self.places(of: "error", in: check).map(\.index)).union(
      sources.indices.filter { index in
        // Another source may have a function of the name that a call was mutated to.
        let count = { (text: String) in sources[index].components(separatedBy: text).count }
        return count("unsafe") != count("unsafe old()")
      })
    for index in syntaxes.keys {
      let calls = findings(index).filter { $0.message.contains("`unsafe`") }
      seen[index] = Set(calls.compactMap { $0.place?.line })
    }
  }

  func refusals(_ index: Int) -> [String] { findings(index).map(\.message) }

  private func findings(_ index: Int) -> [Finding] {
    let rules = SourceRules(stub: .init(Syntax(of: "", dump: [])))
    return syntaxes[index].map { rules.refusals(in: $0, file: "") } ?? []
  }

  private static func run(_ arguments: [String], in folder: Folder) throws -> Ending {
    let command = Command(
      arguments: [try Toolchain.current().frontend, "-frontend"] + arguments
        + ["-swift-version", "6", "-parse-as-library", "-diagnostic-style", "llvm"],
      directory: folder.path, environment: Toolchain.environment, limits: .parser)
    let ending = Child.run(command)
    try #require(!ending.isCut)
    return ending
  }

  /// `12.swift:3:4: warning: …`
  private static func places(
    of kind: String, in ending: Ending
  ) -> [(index: Int, line: Int, message: String)] {
    String(decoding: ending.errors, as: UTF8.self).linesOfText.compactMap { text in
      let parts = text.split(separator: ":", maxSplits: 4)
      guard parts.count == 5, parts[3] == " \(kind)", parts[0].hasSuffix(".swift"),
        let index = Int(parts[0].dropLast(".swift".count)), let line = Int(parts[1])
      else { return nil }
      return (index, line, String(parts[4]))
    }
  }

  private static func documents(in dump: [UInt8]) -> [[UInt8]] {
    let start = Array(#"{"_kind":"source_file","#.utf8)
    return dump.split(separator: start).map { start + $0 }
  }
}
