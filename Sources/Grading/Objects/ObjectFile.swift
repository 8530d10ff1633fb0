/// What an object file says to the linker: its symbols, and the sections it is made of.
///
/// It is read from the file's own tables and whole: a listing by another program could be cut, and
/// what is cut off is what somebody wants to hide.
struct ObjectFile {
  /// How far a symbol is seen.
  enum Reach {
    /// It is needed from elsewhere.
    case undefined
    /// By all that is linked into the same program.
    case hidden
    /// By the program, and by the libraries that it loads.
    case exported
  }

  struct Symbol {
    var name: String
    var reach: Reach
    /// Whether another definition may take its place, or it another's.
    var isWeak: Bool
  }

  /// Those that other files see, in the order of the table.
  var symbols: [Symbol] = []
  var sections: Set<String> = []

  /// An object file that is cut short or of an unknown kind; no compiler of ours writes one.
  struct Damage: Error, CustomStringConvertible {
    var description: String
  }

  init(symbols: [Symbol], sections: Set<String> = []) {
    self.symbols = symbols
    self.sections = sections
  }

  /// - Throws: `Damage` if it is neither ELF nor Mach-O of 64 bits, lowest byte first.
  init(_ bytes: [UInt8]) throws(Damage) {
    let file = Bytes(bytes)
    switch (file.number(0, 4), file.number(4, 2)) {
    case (0x464C_457F, 0x0102): try readELF(file)
    case (0xFEED_FACF, _): try readMachO(file)
    default: throw Damage(description: "an object file of an unknown kind")
    }
  }

  func names(_ reach: Reach) -> Set<String> {
    Set(symbols.lazy.filter { $0.reach == reach }.map(\.name))
  }
}

/// Bytes read by position; outside of them is nothing but zeros.
struct Bytes {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var count: Int { bytes.count }

  /// A number of so many bytes, lowest first.
  func number(_ offset: Int, _ count: Int) -> Int {
    guard offset >= 0, offset <= bytes.count - count else { return 0 }
    var number = 0
    for index in (0..<count).reversed() { number = number << 8 | Int(bytes[offset + index]) }
    return number
  }

  /// The text from `offset` to the next zero, or of so many bytes at most.
  func text(_ offset: Int, most: Int = .max) -> String {
    guard bytes.indices.contains(offset) else { return "" }
    let end = offset + min(most, bytes.count - offset)
    return String(decoding: bytes[offset..<end].prefix { $0 != 0 }, as: UTF8.self)
  }

  /// - Throws: if the range isn't all there.
  func check(_ offset: Int, _ length: Int) throws(ObjectFile.Damage) {
    guard offset >= 0, length >= 0, offset <= bytes.count, length <= bytes.count - offset else {
      throw ObjectFile.Damage(description: "an object file that is cut short")
    }
  }
}
