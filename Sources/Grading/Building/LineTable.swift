/// Where the lines of a source come from, by its `#sourceLocation` directives.
///
/// Swift Testing names the line of an expectation in the chapter but that of a test's own
/// attribute in the file that was compiled; this brings the latter back to the chapter as well.
struct LineTable {
  private var places: [Place] = []

  init(_ source: SourceFile) {
    var (file, next) = (source.path, 1)
    let lines = source.text.linesOfText
    for (index, line) in lines.enumerated() {
      places.append(Place(file: file, line: next))
      next += 1
      guard line.hasPrefix("#sourceLocation(") else { continue }
      (file, next) = Self.target(of: line) ?? (source.path, index + 2)
    }
  }

  /// The place of a line of the compiled file, counted from 1.
  subscript(line: Int) -> Place? {
    places.indices.contains(line - 1) ? places[line - 1] : nil
  }

  /// What `#sourceLocation(file: "Chapters/01-introduction.md", line: 120)` says.
  private static func target(of line: String) -> (String, Int)? {
    let parts = line.split(separator: "\"", maxSplits: 2)
    guard parts.count == 3, let number = Int(parts[2].filter { $0.isNumber }) else { return nil }
    return (String(parts[1]), number)
  }
}
