import Simulation

/// Changes texts at random, as a bad disk, a bad script or a bad hand would: always in the same way for
/// a seed.
struct Mutations {
  private var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  private mutating func below(_ limit: Int) -> Int { Int(random.next() % UInt64(max(1, limit))) }

  /// The text with one to four changes.
  mutating func mutated(_ text: String) -> String {
    var bytes = Array(text.utf8)
    for _ in 0...below(4) {
      if below(2) == 0 { changeBytes(&bytes) } else { changeWords(&bytes) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Bytes that mean nothing.
  mutating func garbage() -> String {
    String(decoding: (0..<below(200)).map { _ in UInt8(below(256)) }, as: UTF8.self)
  }

  /// Words and brackets as they stand in the formats, in any order.
  mutating func salad(_ words: [String]) -> String {
    (0..<(1 + below(60))).map { _ in words[below(words.count)] + (below(6) == 0 ? "\n" : " ") }
      .joined()
  }

  private mutating func changeBytes(_ bytes: inout [UInt8]) {
    let place = below(bytes.count)
    let length = min(1 + below(12), bytes.count - place)
    switch below(6) {
    case 0 where !bytes.isEmpty: bytes[place] ^= 1 << UInt8(below(8))
    case 1 where !bytes.isEmpty: bytes.removeSubrange(place..<place + length)
    case 2: bytes.insert(contentsOf: bytes[place..<place + length], at: below(bytes.count))
    case 3: bytes.removeSubrange(place...)
    case 4: bytes.insert(Self.marks[below(Self.marks.count)], at: place)
    default: bytes.insert(UInt8(below(256)), at: place)
    }
  }

  /// Takes words out, puts them twice or elsewhere, or puts others in their place.
  private mutating func changeWords(_ bytes: inout [UInt8]) {
    var words = bytes.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
      .map(Array.init)
    let (place, other) = (below(words.count), below(words.count))
    switch below(5) {
    case 0: words.remove(at: place)
    case 1: words.insert(words[place], at: other)
    case 2: words.swapAt(place, other)
    case 3: words[place] = Array(Self.odd[below(Self.odd.count)].utf8)
    default: words[place] = words[other]
    }
    bytes = Array(words.joined(separator: [UInt8(ascii: " ")]))
  }

  private static let marks = Array("[](){}\"\\#:;, \t\n@0".utf8)

  private static let odd = [
    "nil", ":nemesis", ":ok", ":invoke", ":info", ":fail", "0", "-1", "99999999999999999999", "\"",
    "[]", "[[", "}}", "#{1}", "#x", "#_", "##NaN", "model", "ok", "info", "@-1", "é", "e\u{301}",
    "\\",
    "\\u0000", ":f", ":txn", "[:r :x nil]", "[:append :x 1]", "[:w :x 1]", "\r", "\u{0}",
  ]
}
