internal import Hashing

/// A name for a row of texts, no proof of them.
///
/// Each text is followed by a byte that no UTF-8 holds, so that no two rows run together.
struct TextDigest {
  private var hash = StableHash()

  init() {}

  init(_ texts: [String]) { for text in texts { add(text) } }

  mutating func add(_ text: String) { add(Array(text.utf8)) }

  mutating func add(_ bytes: [UInt8]) {
    hash.combine(bytes)
    hash.combine(0xFF)
  }

  /// As a file's name has it.
  var text: String { String(hash.value, radix: 16) }
}
