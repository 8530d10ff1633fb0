/// Some bytes of a text replaced by others.
struct TextEdit {
  var range: Range<Int>
  var bytes: [UInt8]
}

extension SourceText {
  /// This text with the edits made and every other byte as it was.
  func applying(_ edits: [TextEdit]) -> SourceText {
    var result: [UInt8] = []
    var position = 0
    for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      result += bytes[position..<edit.range.lowerBound]
      result += edit.bytes
      position = edit.range.upperBound
    }
    return SourceText(path: path, bytes: result + bytes[position...])
  }

  /// The edit that gives a block new content; none if it has it already.
  ///
  /// A line that stays keeps its bytes. A new line gets the indentation of the block's container and
  /// the line ending of the block's fence. A fence that the new content would close is lengthened.
  func edit(_ block: FencedBlock, to literal: [UInt8]) -> [TextEdit] {
    guard block.literal != literal else { return [] }
    let range = lines[block.line - 1].lowerBound..<lines[block.endLine - 1].upperBound
    return [TextEdit(range: range, bytes: replacement(for: block, literal: literal))]
  }

  /// The edit that puts `text` on lines of its own after a line, with that line's ending.
  func insertion(_ text: String, after number: Int) -> TextEdit {
    let end = ending(number)
    let newline = end.isEmpty ? [Ascii.newline] : Array(end)
    let inserted = Array(text.utf8).linesWithEndings().flatMap { line in
      line.last == Ascii.newline ? line.dropLast() + newline : line
    }
    let position = lines[number - 1].upperBound + end.count
    return TextEdit(range: position..<position, bytes: (end.isEmpty ? newline : []) + inserted)
  }

  /// The block's lines from the opening fence to the closing one, without the last line's ending.
  private func replacement(for block: FencedBlock, literal: [UInt8]) -> [UInt8] {
    let longer = max(block.fence.length, longestFence(block.fence.byte, in: literal) + 1)
    let fence = Array(repeating: block.fence.byte, count: longer)
    let opening = line(block.line)
    let head = opening.prefix(block.column - 1)
    let info = opening.dropFirst(block.column - 1 + block.fence.length)
    let closing = line(block.endLine)
    let closingHead = closing.prefix { $0 != block.fence.byte }
    let closingRun = closing.dropFirst(closingHead.count).prefix { $0 == block.fence.byte }
    let closingTail = closing.dropFirst(closingHead.count + closingRun.count)
    var result = head + fence + info + ending(block.line)
    result += content(of: block, literal: literal)
    result += closingHead
    result += longer > block.fence.length && closingRun.count < longer ? fence[...] : closingRun
    return Array(result + closingTail)
  }

  private func content(of block: FencedBlock, literal: [UInt8]) -> [UInt8] {
    let old = block.literal.linesWithEndings()
    let new = literal.linesWithEndings()
    var kept: [Int: Int] = [:]
    var inserted = Set<Int>()
    var removed = Set<Int>()
    for change in new.difference(from: old) {
      switch change {
      case .insert(let offset, _, _): inserted.insert(offset)
      case .remove(let offset, _, _): removed.insert(offset)
      }
    }
    let stays = old.indices.filter { !removed.contains($0) }
    for (from, to) in zip(stays, new.indices.filter { !inserted.contains($0) }) { kept[to] = from }
    let prefix = contentPrefix(of: block)
    var result: [UInt8] = []
    for (index, line) in new.enumerated() {
      if let from = kept[index] {
        let number = block.contentLine + from
        result += self.line(number) + ending(number)
      } else {
        let code = line.prefix { $0 != Ascii.newline }
        result += code.isEmpty ? prefix.trimmingTrailingBlanks() : prefix
        // A blank right after a quote mark would be taken for part of the mark.
        if prefix.last == Ascii.quote, let first = code.first, Ascii.isBlank(first) {
          result.append(Ascii.space)
        }
        result += code + ending(block.line)
      }
    }
    return result
  }

  /// What stands before each new line of the content: the opening fence's own indentation, with the
  /// list markers that only its first line has turned into spaces.
  private func contentPrefix(of block: FencedBlock) -> ArraySlice<UInt8> {
    let head = line(block.line).prefix(block.column - 1)
    let mark = SourceText.byteOrderMark
    let visible = head.starts(with: mark) ? head.dropFirst(mark.count) : head
    return ArraySlice(
      visible.map { $0 == Ascii.quote || $0 == Ascii.tab ? $0 : Ascii.space })
  }

  /// The longest fence that a line of the content begins with: closing or opening, it would be taken
  /// for one of the prose.
  private func longestFence(_ byte: UInt8, in literal: [UInt8]) -> Int {
    literal.linesWithEndings().map { line in
      line[...].trimmingLeadingBlanks().prefix { $0 == byte }.count
    }.max() ?? 0
  }
}
