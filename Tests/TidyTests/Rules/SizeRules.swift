/// Files and lines that a reader can take in.
enum SizeRules {
  /// `swift format` keeps code within 100 columns; comments are wrapped by hand, a little beyond.
  static let columns = 110
  static let linesOfSource = 300
  static let linesOfTests = 400

  static func longFiles(_ tree: SourceTree) -> [Finding] {
    tree.handwritten.compactMap { file in
      let limit = file.isTest ? linesOfTests : linesOfSource
      let count = file.lines.count - (file.lines.last?.isEmpty == true ? 1 : 0)
      return count > limit
        ? Finding(
          path: file.path, line: limit + 1,
          message: "\(count) lines, and \(limit) are the limit: split it by what it is for") : nil
    }
  }

  /// A line with a text in it is as long as its text: those are left alone.
  static func longLines(_ tree: SourceTree) -> [Finding] {
    tree.handwritten.flatMap { file -> [Finding] in
      let texts = Set(file.tokens.filter { $0.kind == .text }.flatMap { $0.line...$0.lastLine })
      return file.lines.enumerated().compactMap { index, line -> Finding? in
        guard line.count > columns, !texts.contains(index + 1) else { return nil }
        return Finding(
          path: file.path, line: index + 1,
          message: "\(line.count) columns, and \(columns) are the limit: break it")
      }
    }
  }
}
