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
  for (form, ending) in [(figure.text, "txt"), (figure.svg, "svg")] {
    let file = goldenFolder.appending(path: "\(name).\(ending)")
    if ProcessInfo.processInfo.environment["FIGURES_RECORD"] == "1" {
      try Data(form.utf8).write(to: file, options: .atomic)
    }
    let recorded = try String(decoding: Data(contentsOf: file), as: UTF8.self)
    #expect(
      recorded == form, "\(name).\(ending) differs: record it with FIGURES_RECORD=1",
      sourceLocation: sourceLocation)
  }
}

private let goldenFolder = URL(filePath: #filePath).deletingLastPathComponent()
  .appending(path: "Golden")
