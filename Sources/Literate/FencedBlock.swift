/// A fenced code block of any markdown file, as libcmark reads it, and where it stands.
public struct FencedBlock: Sendable {
  /// The opening fence's line, counted from 1.
  public var line: Int
  /// The closing fence's line; for a block that is never closed, its last line.
  public var endLine: Int
  /// The opening fence's byte column, counted from 1.
  public var column: Int
  public var isClosed: Bool
  public var info: InfoString
  /// The content with line feeds, its container's indentation removed.
  public var literal: [UInt8]
  /// The enclosing containers, outermost first: `block_quote`, `list`, `item`.
  public var containers: [String]
  /// The fence itself: a backtick or a tilde, and how many.
  var fence: (byte: UInt8, length: Int)

  /// The line of the content's first line, which is what `#sourceLocation` needs.
  public var contentLine: Int { line + 1 }

  /// The role's name, for a block that has one.
  public var roleName: String? {
    guard let role = try? Role(info), role != .prose else { return nil }
    return role.name
  }
}

extension SourceText {
  /// Every fenced block of this file, in order. Indented code is prose.
  public func fencedBlocks() -> [FencedBlock] {
    fencedBlocks(in: MarkdownDocument(parsing: bytes).nodes())
  }

  func fencedBlocks(in nodes: [MarkdownNode]) -> [FencedBlock] {
    nodes.indices.compactMap { index in
      guard case .code(let info, let literal) = nodes[index].content else { return nil }
      let next = nodes[(index + 1)...].first { $0.column > 0 }
      return fencedBlock(nodes[index], info, literal, nextBlockLine: next?.line)
    }
  }

  /// libcmark reports neither whether a block is fenced nor whether its fence was closed, and the
  /// end of a block that its container closes lies outside it. So look at the lines: an indented
  /// block's first line is its content, a closed one's last line is a fence where no block begins.
  private func fencedBlock(
    _ node: MarkdownNode, _ info: String, _ literal: [UInt8], nextBlockLine: Int?
  ) -> FencedBlock? {
    let opening = line(node.line).dropFirst(node.column - 1)
    guard let byte = opening.first, byte == Ascii.backtick || byte == Ascii.tilde else {
      return nil
    }
    let length = opening.prefix { $0 == byte }.count
    guard length >= 3 else { return nil }
    if info.isEmpty {
      let firstLine = literal.prefix { $0 != Ascii.newline }
      if firstLine.trimmingTrailingBlanks() == opening.trimmingTrailingBlanks() { return nil }
    }
    let contentLines = literal.count { $0 == Ascii.newline }
    let end = node.line + contentLines + 1
    let isClosed = end != nextBlockLine && closes(line(end), byte, length)
    return FencedBlock(
      line: node.line, endLine: isClosed ? end : end - 1, column: node.column, isClosed: isClosed,
      info: InfoString(info), literal: literal, containers: node.containers, fence: (byte, length))
  }

  /// Whether a line's last characters are a fence of that kind and at least that length.
  private func closes(_ line: ArraySlice<UInt8>, _ byte: UInt8, _ length: Int) -> Bool {
    let line = line.trimmingTrailingBlanks()
    let before = line.prefix { $0 != byte }
    let isPrefix = before.allSatisfy { Ascii.isBlank($0) || $0 == Ascii.quote }
    let run = line.dropFirst(before.count)
    return isPrefix && run.count >= length && run.allSatisfy { $0 == byte }
  }
}
