/// A table in monospace characters: the exact values behind a picture.
struct TextTable {
  var header: [String]
  var rows: [[String]]
  /// What follows the table: names too long to head its columns.
  var notes: [String] = []

  /// How many rows a page shows of a long table.
  static let longest = 24

  init(header: [String], rows: [[String]]) {
    self.header = header
    self.rows = rows
  }

  /// A table with named columns; where the names are too wide for a page they are numbered, and
  /// told below.
  init(columns: [String], corner: [String], rows: [[String]], pad: String = "") {
    let names = columns.map { Typography.line($0) }
    let isWide = names.reduce(0) { $0 + Typography.cells($1) + 3 } > 64
    let heads = isWide ? names.indices.map { "\($0 + 1)" } : names
    let corner = corner.filter { !$0.isEmpty }.joined(separator: " \\ ")
    self.init(header: [corner] + heads.map { $0 + pad }, rows: rows)
    if isWide { notes = [""] + names.enumerated().map { "  \($0 + 1)  \($1)" } }
  }

  /// The table, its columns right-aligned but for the first; evenly chosen rows of a long one.
  func text(limit: Int = longest) -> String {
    let shown = TextTable.sample(rows, to: limit)
    let all = [header] + shown
    let widths = header.indices.map { column in
      all.map { Typography.cells($0[column]) }.max() ?? 0
    }
    let lines = all.map { row in
      row.indices.map { row[$0].padded(to: widths[$0], right: $0 > 0) }.joined(separator: "  ")
    }
    let left = rows.count - shown.count
    let more = left > 0 ? ["(\(left) of \(rows.count) rows left out)"] : []
    return (lines + more + notes).map { $0 + "\n" }.joined()
  }

  static func sample<Element>(_ all: [Element], to count: Int) -> [Element] {
    guard all.count > count else { return all }
    return (0..<count).map { all[$0 * (all.count - 1) / (count - 1)] }
  }
}
