import CMark

@testable import Literate

/// libcmark asked directly, without the library under test in between.
enum Oracle {
  struct CodeBlock: Equatable {
    var line: Int
    var column: Int
    var info: String
    var literal: String
  }

  /// Every code block, fenced or indented.
  static func codeBlocks(_ bytes: [UInt8]) -> [CodeBlock] {
    let document = bytes.map { CChar(bitPattern: $0) }.withUnsafeBufferPointer { buffer in
      cmark_parse_document(buffer.baseAddress, buffer.count, CMARK_OPT_DEFAULT)
    }
    defer { cmark_node_free(document) }
    let iterator = cmark_iter_new(document)
    defer { cmark_iter_free(iterator) }
    var blocks: [CodeBlock] = []
    while true {
      let event = cmark_iter_next(iterator)
      guard event != CMARK_EVENT_DONE else { return blocks }
      let node = cmark_iter_get_node(iterator)
      guard event == CMARK_EVENT_ENTER, cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK else {
        continue
      }
      blocks.append(
        CodeBlock(
          line: Int(cmark_node_get_start_line(node)),
          column: Int(cmark_node_get_start_column(node)),
          info: String(cString: cmark_node_get_fence_info(node)),
          literal: String(cString: cmark_node_get_literal(node))))
    }
  }

  /// The fenced ones, and whether each is closed, found by experiment: without its fence a fenced
  /// block is no code any more, and without its closing fence it grows.
  static func fencedBlocks(_ bytes: [UInt8]) -> [(block: CodeBlock, isClosed: Bool)] {
    let source = SourceText(path: "oracle.md", bytes: bytes)
    return codeBlocks(bytes).compactMap { block in
      // libcmark does not count a byte order mark.
      let mark = block.line == 1 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      let opening = source.lines[block.line - 1].lowerBound + mark + block.column - 1
      let mutated = spoiled(bytes, from: opening)
      if codeBlocks(mutated).contains(where: { $0.line == block.line && $0.column == block.column })
      {
        return nil
      }
      let end = block.line + block.literal.utf8.count { $0 == Ascii.newline } + 1
      guard end <= source.lines.count else { return (block, false) }
      let closing = source.lines[end - 1]
      let run = bytes[closing].firstIndex { $0 == Ascii.backtick || $0 == Ascii.tilde }
      guard let run else { return (block, false) }
      let after = codeBlocks(spoiled(bytes, from: run)).first { $0.line == block.line }
      return (block, after?.literal != block.literal)
    }
  }

  /// The bytes with a run of fence characters replaced by letters.
  private static func spoiled(_ bytes: [UInt8], from start: Int) -> [UInt8] {
    var bytes = bytes
    var index = start
    while index < bytes.count, bytes[index] == Ascii.backtick || bytes[index] == Ascii.tilde {
      bytes[index] = UInt8(ascii: "x")
      index += 1
    }
    return bytes
  }
}
