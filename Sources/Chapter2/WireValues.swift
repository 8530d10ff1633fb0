// Generated from Chapters/02-rpc.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 30ccdcba29c5cafa

#sourceLocation(file: "Chapters/02-rpc.md", line: 510)
extension Int: WireValue {
  /// Zigzag: 0, -1, 1, -2 … become 0, 1, 2, 3 …, so that small stays short.
  public func write(to writer: inout WireWriter) {
    writer.write(UInt64(bitPattern: Int64((self << 1) ^ (self >> 63))))
  }

  public init(from reader: inout WireReader) throws(WireError) {
    let zigzag = try reader.readNumber()
    self = Int(Int64(bitPattern: (zigzag >> 1) ^ (0 &- (zigzag & 1))))
  }
}

extension String: WireValue {
  public func write(to writer: inout WireWriter) { writer.write(raw: utf8) }

  public init(from reader: inout WireReader) throws(WireError) {
    let raw = try reader.readRaw()
    guard let text = String(validating: raw, as: UTF8.self) else {
      throw .malformedText
    }
    self = text
  }
}

extension Optional: WireValue where Wrapped: WireValue {
  public func write(to writer: inout WireWriter) {
    writer.write(self == nil ? 0 : 1)
    self?.write(to: &writer)
  }

  public init(from reader: inout WireReader) throws(WireError) {
    switch try reader.readNumber() {
    case 0: self = nil
    case 1: self = try Wrapped(from: &reader)
    case let other: throw .unknownCase(other, of: "optional")
    }
  }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 553)
extension Dictionary: WireValue
where Key: WireValue & Comparable, Value: WireValue {
  public func write(to writer: inout WireWriter) {
    writer.write(UInt64(count))
    for (key, value) in sorted(by: { $0.key < $1.key }) {
      key.write(to: &writer)
      value.write(to: &writer)
    }
  }

  public init(from reader: inout WireReader) throws(WireError) {
    self = [:]
    var last: Key?
    for _ in 0..<(try reader.readNumber()) {
      let key = try Key(from: &reader)
      if let last, last >= key { throw .unorderedKeys }
      self[key] = try Value(from: &reader)
      last = key
    }
  }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 580)
public import Simulation

extension KeyValueStore: WireValue {
  public func write(to writer: inout WireWriter) { values.write(to: &writer) }

  public init(from reader: inout WireReader) throws(WireError) {
    self.init(try [String: String](from: &reader))
  }
}

extension KeyValueStore.Operation: WireValue {
  public func write(to writer: inout WireWriter) {
    switch self {
    case .get(let key): writer.write(case: 0, key)
    case .put(let key, let value): writer.write(case: 1, key, value)
    case .append(let key, let suffix): writer.write(case: 2, key, suffix)
    case .compareAndSet(let key, let expected, let new):
      writer.write(case: 3, key, expected, new)
    case .delete(let key): writer.write(case: 4, key)
    }
  }

  public init(from reader: inout WireReader) throws(WireError) {
    let number = try reader.readNumber()
    guard number <= 4 else { throw .unknownCase(number, of: "operation") }
    let key = try String(from: &reader)
    switch number {
    case 0: self = .get(key)
    case 1: self = .put(key, try String(from: &reader))
    case 2: self = .append(key, try String(from: &reader))
    case 3:
      self = .compareAndSet(
        key, expected: try String?(from: &reader),
        new: try String(from: &reader))
    default: self = .delete(key)
    }
  }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 623)
extension KeyValueStore.Response: WireValue {
  public func write(to writer: inout WireWriter) {
    switch self {
    case .value(let value): writer.write(case: 0, value)
    case .done: writer.write(case: 1)
    case .conflict: writer.write(case: 2)
    }
  }

  public init(from reader: inout WireReader) throws(WireError) {
    switch try reader.readNumber() {
    case 0: self = .value(try String?(from: &reader))
    case 1: self = .done
    case 2: self = .conflict
    case let other: throw .unknownCase(other, of: "response")
    }
  }
}

extension WireWriter {
  /// The number of an enum's case, then what belongs to it.
  public mutating func write(case number: UInt64, _ values: any WireValue...) {
    write(number)
    for value in values { value.write(to: &self) }
  }
}
#sourceLocation()
