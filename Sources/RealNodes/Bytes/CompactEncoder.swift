/// Turns what a type says of itself through `Codable` into few bytes, the same on every machine.
///
/// Fields stand in the order of their declaration, without names or numbers; the case of an enum is
/// named, so that a case may be added or moved. Numbers are varints, seven bits a byte, as in chapter 2.
final class CompactEncoder {
  private(set) var bytes: [UInt8] = []

  static func bytes(of value: some Encodable) throws -> [UInt8] {
    let encoder = CompactEncoder()
    try encoder.write(value)
    return encoder.bytes
  }

  func write(_ value: some Encodable) throws {
    if let form = value as? any CompactForm {
      try form.write(to: self)
    } else {
      try value.encode(to: self)
    }
  }

  func write(number: UInt64) {
    var rest = number
    while rest > 0x7F {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  func write(text: String) {
    write(number: UInt64(text.utf8.count))
    write(raw: Array(text.utf8))
  }

  func write(raw: [UInt8]) { bytes += raw }

  /// A mark, then what is there.
  func write(optional value: (some Encodable)?) throws {
    write(number: value == nil ? 0 : 1)
    if let value { try write(value) }
  }
}
