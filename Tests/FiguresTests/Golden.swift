import Foundation
import Testing

@testable import Figures

/// Compares a figure with its recorded files, `Golden/NAME.txt` and `Golden/NAME.svg`.
///
/// `FIGURES_RECORD=1 swift test --filter FiguresTests` writes them anew: look at the difference,
/// and at the pictures, before committing it.
func expectGolden(
  _ figure: some Figure, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  if ProcessInfo.processInfo.environment["FIGURES_RECORD"] == "1" {
    try Data(figure.text.utf8).write(to: goldenFile(name, "txt"), options: .atomic)
    try Data(figure.svg.utf8).write(to: goldenFile(name, "svg"), options: .atomic)
  }
  #expect(
    try goldenDifferences(figure, name).isEmpty, "look at it, then record it with FIGURES_RECORD=1",
    sourceLocation: sourceLocation)
}

/// The first line of each form in which a figure differs from its record.
func goldenDifferences(_ figure: some Figure, _ name: String) throws -> [String] {
  try [(figure.text, "txt"), (figure.svg, "svg")].compactMap { drawn, ending in
    let recorded = try String(
      decoding: Data(contentsOf: goldenFile(name, ending)), as: UTF8.self)
    guard Array(recorded.utf8) != Array(drawn.utf8) else { return nil }
    let lines = [recorded, drawn].map {
      $0.split(separator: "\n", omittingEmptySubsequences: false)
    }
    let line = zip(lines[0], lines[1]).enumerated().first { $1.0 != $1.1 }?.offset
    let number = line ?? min(lines[0].count, lines[1].count)
    return "\(name).\(ending):\(number + 1): recorded and drawn differ"
  }
}

private func goldenFile(_ name: String, _ ending: String) -> URL {
  URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Golden/\(name).\(ending)")
}
