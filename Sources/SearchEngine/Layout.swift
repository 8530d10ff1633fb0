/// Where one position's id stands within a packed row.
struct Field: BitwiseCopyable {
  var word: Int32
  var shift: UInt32
  var mask: UInt64
  var width: UInt32

  @inline(__always)
  func read(_ words: UnsafePointer<UInt64>) -> UInt32 {
    UInt32(truncatingIfNeeded: (words[Int(word)] >> UInt64(shift)) & mask)
  }

  /// Changes the id by exclusive or; the same call again undoes it.
  @inline(__always)
  func toggle(_ change: UInt32, in words: UnsafeMutablePointer<UInt64>) {
    words[Int(word)] ^= UInt64(change) << UInt64(shift)
  }
}

/// How rows of ids are packed into 64-bit words.
///
/// A position gets the bits its ids need and no more, and never crosses a word. A typical
/// specification's row fits in one or two words, so a state costs 8 or 16 bytes instead of 4 for
/// each position, and two rows are compared by comparing words.
final class Layout {
  private(set) var fields: [Field] = []
  private(set) var words = 1
  let base: UnsafeMutablePointer<Field>

  /// A layout for positions whose largest ids are given.
  init(largest: [UInt32]) {
    base = .allocate(capacity: max(largest.count, 1))
    let needed = largest.map { max(1, UInt32.bitWidth - $0.leadingZeroBitCount) }
    place(needed)
    place(withSlack(needed))
    base.initialize(from: fields, count: fields.count)
  }

  deinit { base.deallocate() }

  var positions: Int { fields.count }

  @inline(__always)
  subscript(position: Int) -> Field { base[position] }

  /// First fit in order of position.
  private func place(_ widths: [Int]) {
    fields = []
    var word = 0
    var used = 0
    for width in widths {
      if used + width > 64 {
        word += 1
        used = 0
      }
      fields.append(
        Field(
          word: Int32(word), shift: UInt32(used), mask: (1 << UInt64(width)) - 1,
          width: UInt32(width)))
      used += width
    }
    words = word + 1
  }

  /// The most bits that a position gets above those it needs: tables are addressed by packed ids, too.
  private static var slack: Int { 2 }

  /// Shares the unused bits of each word among its positions, so that new ids seldom force a new
  /// layout: that means packing every stored row again.
  private func withSlack(_ needed: [Int]) -> [Int] {
    var widths = needed
    for word in 0..<words {
      let here = fields.indices.filter { Int(fields[$0].word) == word }
      var spare = 64 - here.reduce(0) { $0 + needed[$1] }
      for _ in 0..<Layout.slack where spare >= here.count {
        for position in here where widths[position] < 32 { widths[position] += 1 }
        spare -= here.count
      }
    }
    return widths
  }

  func pack(_ ids: [UInt32], into words: UnsafeMutablePointer<UInt64>) {
    words.update(repeating: 0, count: self.words)
    for (position, id) in ids.enumerated() { base[position].toggle(id, in: words) }
  }

  func unpack(_ words: UnsafePointer<UInt64>) -> [UInt32] { fields.map { $0.read(words) } }
}
