/// The types whose bytes are written here, because `Codable` knows too little of them: numbers and
/// texts, what may be missing, and collections, of which some have no order that two processes share.
protocol CompactForm {
  func write(to encoder: CompactEncoder) throws
  static func read(from decoder: CompactDecoder) throws -> Self
}

// MARK: - Numbers and texts

extension CompactForm where Self: FixedWidthInteger & SignedInteger {
  /// Zigzag: 0, -1, 1, -2 … become 0, 1, 2, 3 …, so that small stays short.
  func write(to encoder: CompactEncoder) {
    let number = Int64(self)
    encoder.write(number: UInt64(bitPattern: (number << 1) ^ (number >> 63)))
  }

  static func read(from decoder: CompactDecoder) throws -> Self {
    let zigzag = try decoder.readNumber()
    guard let number = Self(exactly: Int64(bitPattern: (zigzag >> 1) ^ (0 &- (zigzag & 1)))) else {
      throw CompactError.malformedNumber
    }
    return number
  }
}

extension CompactForm where Self: FixedWidthInteger & UnsignedInteger {
  func write(to encoder: CompactEncoder) { encoder.write(number: UInt64(self)) }

  static func read(from decoder: CompactDecoder) throws -> Self {
    guard let number = Self(exactly: try decoder.readNumber()) else {
      throw CompactError.malformedNumber
    }
    return number
  }
}

extension Int: CompactForm {}
extension Int8: CompactForm {}
extension Int16: CompactForm {}
extension Int32: CompactForm {}
extension Int64: CompactForm {}
extension UInt: CompactForm {}
extension UInt8: CompactForm {}
extension UInt16: CompactForm {}
extension UInt32: CompactForm {}
extension UInt64: CompactForm {}

extension Bool: CompactForm {
  func write(to encoder: CompactEncoder) { encoder.write(number: self ? 1 : 0) }

  static func read(from decoder: CompactDecoder) throws -> Bool {
    switch try decoder.readNumber() {
    case 0: false
    case 1: true
    case let other: throw CompactError.unknownCase("\(other)", of: "Bool")
    }
  }
}

extension Double: CompactForm {
  func write(to encoder: CompactEncoder) { encoder.write(number: bitPattern) }

  static func read(from decoder: CompactDecoder) throws -> Double {
    Double(bitPattern: try decoder.readNumber())
  }
}

extension Float: CompactForm {
  func write(to encoder: CompactEncoder) { bitPattern.write(to: encoder) }

  static func read(from decoder: CompactDecoder) throws -> Float {
    Float(bitPattern: try UInt32.read(from: decoder))
  }
}

extension String: CompactForm {
  func write(to encoder: CompactEncoder) { encoder.write(text: self) }
  static func read(from decoder: CompactDecoder) throws -> String { try decoder.readText() }
}

// MARK: - Containers

extension Optional: CompactForm where Wrapped: Codable {
  func write(to encoder: CompactEncoder) throws { try encoder.write(optional: self) }

  static func read(from decoder: CompactDecoder) throws -> Self {
    try decoder.readOptional(Wrapped.self)
  }
}

extension Array: CompactForm where Element: Codable {
  func write(to encoder: CompactEncoder) throws {
    encoder.write(number: UInt64(count))
    let start = encoder.bytes.count
    for element in self { try encoder.write(element) }
    // A reader compares the count with the bytes that are left, so that it can't be made to hold more.
    guard encoder.bytes.count - start >= count else {
      throw CompactError.unsupported("an array of \(Element.self), which takes up no bytes,")
    }
  }

  static func read(from decoder: CompactDecoder) throws -> Self {
    var elements: Self = []
    for _ in 0..<(try decoder.readCount()) { elements.append(try decoder.read(Element.self)) }
    return elements
  }
}

/// In the order of the elements' bytes, since a set's own order differs between two processes.
extension Set: CompactForm where Element: Codable {
  func write(to encoder: CompactEncoder) throws {
    encoder.write(number: UInt64(count))
    let elements = try map { try CompactEncoder.bytes(of: $0) }
    for bytes in elements.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      encoder.write(raw: bytes)
    }
  }

  static func read(from decoder: CompactDecoder) throws -> Self {
    var elements: Self = []
    var last: [UInt8]?
    for _ in 0..<(try decoder.readCount()) {
      elements.insert(try decoder.readAscending(Element.self, after: &last, in: "\(Self.self)"))
    }
    return elements
  }
}

/// In the order of the keys' bytes.
extension Dictionary: CompactForm where Key: Codable, Value: Codable {
  func write(to encoder: CompactEncoder) throws {
    encoder.write(number: UInt64(count))
    let entries = try map { (try CompactEncoder.bytes(of: $0.key), $0.value) }
    for (bytes, value) in entries.sorted(by: { $0.0.lexicographicallyPrecedes($1.0) }) {
      encoder.write(raw: bytes)
      try encoder.write(value)
    }
  }

  static func read(from decoder: CompactDecoder) throws -> Self {
    var entries: Self = [:]
    var last: [UInt8]?
    for _ in 0..<(try decoder.readCount()) {
      let key = try decoder.readAscending(Key.self, after: &last, in: "\(Self.self)")
      entries[key] = try decoder.read(Value.self)
    }
    return entries
  }
}

extension CompactDecoder {
  /// A value whose bytes come after those of the one before it, whose place they take.
  fileprivate func readAscending<T: Decodable>(
    _ type: T.Type, after last: inout [UInt8]?, in container: String
  ) throws -> T {
    let start = position
    let value = try read(type)
    let bytes = Array(bytes(since: start))
    if let last, !last.lexicographicallyPrecedes(bytes) {
      throw CompactError.disorder(in: container)
    }
    last = bytes
    return value
  }
}
