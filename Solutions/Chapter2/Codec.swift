// Generated from Solutions/02-rpc.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 66a7757dd40036d0

#sourceLocation(file: "Solutions/02-rpc.md", line: 186)
public import Chapter2


/// The bytes of a record: its fields in ascending order.
///
/// Field numbers are not negative. Our solution has 24 lines.
public func encode(_ record: [Int: FieldValue]) -> [UInt8] {
  var bytes: [UInt8] = []
  for (number, value) in record.sorted(by: { $0.key < $1.key }) {
    bytes += varint(UInt64(number) * 4 + value.kind)
    switch value {
    case .number(let number): bytes += varint(number)
    case .fixed(let number):
      bytes += (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
    case .text(let text): bytes += varint(UInt64(text.utf8.count)) + text.utf8
    case .raw(let raw): bytes += varint(UInt64(raw.count)) + raw
    }
  }
  return bytes
}

/// The known fields of the record that the bytes hold.
///
/// Throws for bytes that no record has, whatever fields are known, except
/// that the text of an unknown field isn't looked at. Never traps, and never
/// reserves more memory than there are bytes. Our solution has 53 lines.
public func decode(
  _ bytes: [UInt8], knowing known: Set<Int>
) throws(CodecError) -> [Int: FieldValue] {
  var reader = Reader(rest: bytes[...])
  var record: [Int: FieldValue] = [:]
  var last = -1
  while !reader.rest.isEmpty {
    let tag = try reader.number()
    let number = Int(tag / 4)
    guard number > last else { throw .unorderedFields }
    last = number
    let isKnown = known.contains(number)
    if let value = try reader.value(ofKind: tag % 4, isKnown: isKnown) { record[number] = value }
  }
  return record
}

extension FieldValue {
  fileprivate var kind: UInt64 {
    switch self {
    case .number: 0
    case .fixed: 1
    case .text: 2
    case .raw: 3
    }
  }
}

private func varint(_ number: UInt64) -> [UInt8] {
  number < 0x80
    ? [UInt8(number)]
    : [UInt8(truncatingIfNeeded: number) | 0x80] + varint(number >> 7)
}

private struct Reader {
  var rest: ArraySlice<UInt8>

  mutating func take(_ count: UInt64) throws(CodecError) -> ArraySlice<UInt8> {
    guard count <= UInt64(rest.count) else { throw .truncated }
    defer { rest = rest.dropFirst(Int(count)) }
    return rest.prefix(Int(count))
  }

  mutating func number() throws(CodecError) -> UInt64 {
    var number: UInt64 = 0
    for shift in stride(from: 0, through: 63, by: 7) {
      guard let byte = try take(1).first else { throw .truncated }
      let group = UInt64(byte & 0x7F)
      guard group <= UInt64.max >> shift else { throw .malformedNumber }
      number |= group << shift
      guard byte < 0x80 else { continue }
      guard byte != 0 || shift == 0 else { throw .malformedNumber }
      return number
    }
    throw .malformedNumber
  }

  /// nil for a value that nobody wants to know.
  mutating func value(
    ofKind kind: UInt64, isKnown: Bool
  ) throws(CodecError) -> FieldValue? {
    let value: FieldValue
    switch kind {
    case 0: value = .number(try number())
    case 1: value = .fixed(try take(8).reduce(0) { $0 << 8 | UInt64($1) })
    case 2:
      let raw = try take(try number())
      guard isKnown else { return nil }
      guard let text = String(validating: raw, as: UTF8.self) else { throw .malformedText }
      value = .text(text)
    default: value = .raw(Array(try take(try number())))
    }
    return isKnown ? value : nil
  }
}
#sourceLocation()
