// How `Codable` asks for values; see `CompactEncoder+Containers.swift`, which mirrors it.

extension CompactDecoder: Decoder {
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(Fields<Key>(decoder: self))
  }

  func unkeyedContainer() -> any UnkeyedDecodingContainer { Row(decoder: self) }
  func singleValueContainer() -> any SingleValueDecodingContainer { Single(decoder: self) }
}

private struct Single: SingleValueDecodingContainer {
  let decoder: CompactDecoder
  var codingPath: [any CodingKey] { [] }

  func decode<T: Decodable>(_ type: T.Type) throws -> T { try decoder.read(type) }
  func decodeNil() -> Bool { false }
}

private struct Row: UnkeyedDecodingContainer {
  let decoder: CompactDecoder
  private(set) var currentIndex = 0
  var codingPath: [any CodingKey] { [] }
  /// Not written: a type that describes itself so knows how many there are.
  var count: Int? { nil }
  var isAtEnd: Bool { decoder.remaining == 0 }

  init(decoder: CompactDecoder) { self.decoder = decoder }

  mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
    currentIndex += 1
    return try decoder.read(type)
  }

  func decodeNil() -> Bool { false }
  func nestedContainer<Key>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
    decoder.container(keyedBy: type)
  }
  func nestedUnkeyedContainer() -> any UnkeyedDecodingContainer { decoder.unkeyedContainer() }
  func superDecoder() -> any Decoder { decoder }
}

private struct Fields<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let decoder: CompactDecoder
  var codingPath: [any CodingKey] { [] }

  /// Only enums ask for this, once for each value.
  var allKeys: [Key] { decoder.readCase(Key.self) }
  func contains(_ key: Key) -> Bool { true }

  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T { try decoder.read(type) }
  func decodeNil(forKey key: Key) -> Bool { false }

  func nestedContainer<Nested>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    try decoder.enter(key)
    return decoder.container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedDecodingContainer {
    decoder.unkeyedContainer()
  }

  func superDecoder() -> any Decoder { decoder }
  func superDecoder(forKey key: Key) -> any Decoder { decoder }

  // As many as there are to encode one.
  func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? { try marked() }
  func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { try marked() }
  func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { try marked() }
  func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? { try marked() }
  func decodeIfPresent(_ type: Float.Type, forKey key: Key) throws -> Float? { try marked() }
  func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { try marked() }
  func decodeIfPresent(_ type: Int8.Type, forKey key: Key) throws -> Int8? { try marked() }
  func decodeIfPresent(_ type: Int16.Type, forKey key: Key) throws -> Int16? { try marked() }
  func decodeIfPresent(_ type: Int32.Type, forKey key: Key) throws -> Int32? { try marked() }
  func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? { try marked() }
  func decodeIfPresent(_ type: UInt.Type, forKey key: Key) throws -> UInt? { try marked() }
  func decodeIfPresent(_ type: UInt8.Type, forKey key: Key) throws -> UInt8? { try marked() }
  func decodeIfPresent(_ type: UInt16.Type, forKey key: Key) throws -> UInt16? { try marked() }
  func decodeIfPresent(_ type: UInt32.Type, forKey key: Key) throws -> UInt32? { try marked() }
  func decodeIfPresent(_ type: UInt64.Type, forKey key: Key) throws -> UInt64? { try marked() }

  private func marked<T: Decodable>() throws -> T? { try decoder.readOptional(T.self) }
}
