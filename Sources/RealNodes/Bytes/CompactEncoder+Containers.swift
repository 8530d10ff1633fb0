// How `Codable` hands values over: in rows, of which only an enum's cases carry their names.

extension CompactEncoder: Encoder {
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(Fields<Key>(encoder: self))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer { Row(encoder: self) }
  func singleValueContainer() -> any SingleValueEncodingContainer { Single(encoder: self) }
}

/// A type that only wraps another has the other's bytes.
private struct Single: SingleValueEncodingContainer {
  let encoder: CompactEncoder
  var codingPath: [any CodingKey] { [] }

  func encode(_ value: some Encodable) throws { try encoder.write(value) }
  func encodeNil() throws { throw CompactError.unsupported("a nil outside of an Optional") }
}

/// Values one after the other: how ranges and durations describe themselves.
private struct Row: UnkeyedEncodingContainer {
  let encoder: CompactEncoder
  private(set) var count = 0
  var codingPath: [any CodingKey] { [] }

  init(encoder: CompactEncoder) { self.encoder = encoder }

  mutating func encode(_ value: some Encodable) throws {
    try encoder.write(value)
    count += 1
  }

  func encodeNil() throws { throw CompactError.unsupported("a nil outside of an Optional") }
  func nestedContainer<Key>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    encoder.container(keyedBy: type)
  }
  func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { encoder.unkeyedContainer() }
  func superEncoder() -> any Encoder { encoder }
}

/// The fields of a struct; or, in a container of its own for each case, those of an enum.
private struct Fields<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let encoder: CompactEncoder
  var codingPath: [any CodingKey] { [] }

  func encode(_ value: some Encodable, forKey key: Key) throws { try encoder.write(value) }
  func encodeNil(forKey key: Key) throws {
    throw CompactError.unsupported("a nil outside of an Optional")
  }

  /// Only enums ask for this: the key is the name of the case.
  func nestedContainer<Nested>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    encoder.write(text: key.stringValue)
    return encoder.container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    encoder.unkeyedContainer()
  }

  func superEncoder() -> any Encoder { encoder }
  func superEncoder(forKey key: Key) -> any Encoder { encoder }

  // An optional field. The protocol has one of these for each primitive type, with a default that
  // leaves a missing value out and so would take away the mark that says whether it is there.
  func encodeIfPresent<T: Encodable>(_ value: T?, forKey key: Key) throws { try mark(value) }
  func encodeIfPresent(_ value: Bool?, forKey key: Key) throws { try mark(value) }
  func encodeIfPresent(_ value: String?, forKey key: Key) throws { try mark(value) }
  func encodeIfPresent(_ value: Double?, forKey key: Key) throws { try mark(value) }
  func encodeIfPresent(_ value: Float?, forKey key: Key) throws { try mark(value) }
  func encodeIfPresent(_ value: Int?, forKey key: Key) throws { try mark(value) }
  func encodeIfPresent(_ value: Int8?, forKey key: Key) throws { try mark(value) }
  func encodeIfPresent(_ value: Int16?, forKey key: Key) throws { try mark(value) }
  func encodeIfPresent(_ value: Int32?, forKey key: Key) throws { try mark(value) }
  func encodeIfPresent(_ value: Int64?, forKey key: Key) throws { try mark(value) }
  func encodeIfPresent(_ value: UInt?, forKey key: Key) throws { try mark(value) }
  func encodeIfPresent(_ value: UInt8?, forKey key: Key) throws { try mark(value) }
  func encodeIfPresent(_ value: UInt16?, forKey key: Key) throws { try mark(value) }
  func encodeIfPresent(_ value: UInt32?, forKey key: Key) throws { try mark(value) }
  func encodeIfPresent(_ value: UInt64?, forKey key: Key) throws { try mark(value) }

  private func mark(_ value: (some Encodable)?) throws { try encoder.write(optional: value) }
}
