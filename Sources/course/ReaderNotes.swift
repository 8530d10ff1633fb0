internal import Grading
internal import Literate

/// What the tool remembers of a reader, below `.course/`, which is never committed.
struct ReaderNotes {
  private let files: PackageFiles

  init(_ workspace: Workspace) { files = workspace.files }

  func hintsSeen(_ label: String) -> Int { Int(read("hints/\(label)") ?? "") ?? 0 }

  func keep(hintsSeen count: Int, _ label: String) throws {
    try write("\(count)", to: "hints/\(label)")
  }

  func hasAskedForSolution(_ label: String) -> Bool { read("asked/\(label)") != nil }

  func keepAskedForSolution(_ label: String) throws { try write("once", to: "asked/\(label)") }

  /// The points that this very work earned when it was last graded; nil if it changed since.
  func points(_ label: String, for work: [UInt8]) -> Points? {
    let words = read("points/\(label)")?.split(separator: " ") ?? []
    guard words.count == 2, words[1] == FileDigest(of: work).description else { return nil }
    return Int(words[0]).map(Points.init(hundredths:))
  }

  func keep(points: Points, _ label: String, for work: [UInt8]) throws {
    try write("\(points.hundredths) \(FileDigest(of: work))", to: "points/\(label)")
  }

  private func read(_ name: String) -> String? {
    (try? files.read(".course/\(name)")).flatMap { $0 }.map {
      String(decoding: $0, as: UTF8.self).trimmingNewline
    }
  }

  private func write(_ text: String, to name: String) throws {
    try files.write(Array((text + "\n").utf8), to: ".course/\(name)")
  }
}

extension String {
  fileprivate var trimmingNewline: String { last?.isNewline == true ? String(dropLast()) : self }
}
