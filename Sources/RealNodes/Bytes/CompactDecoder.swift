/// Reads what ``CompactEncoder`` wrote, and nothing else: each value has one row of bytes.
final class CompactDecoder {
  /// Deeper than any message, and shallow enough for every stack.
  static let depthLimit = 200

  private let bytes: [UInt8]
  private(set) var position = 0
  private var depth = 0
  /// The type that is being read, for errors.
  private var type = ""
  /// What `allKeys`, which can't throw, has found to be wrong.
  private var problem: CompactError?
  /// Whether the name of a case has been read, and its values are to follow.
  private var hasNamedCase = false

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  var remaining: Int { bytes.count - position }

  /// The value whose bytes these are, all of them.
  static func value<T: Decodable>(_ type: T.Type, from bytes: [UInt8]) throws(CompactError) -> T {
    let decoder = CompactDecoder(bytes)
    let value: T
    do {
      value = try decoder.read(type)
    } catch {
      throw decoder.problem ?? error as? CompactError ?? .refused("\(error)")
    }
    guard decoder.remaining == 0 else { throw .trailingBytes(decoder.remaining) }
    return value
  }

  func read<T: Decodable>(_ type: T.Type) throws -> T {
    guard depth < Self.depthLimit else { throw CompactError.tooDeep }
    let outer = self.type
    depth += 1
    self.type = "\(type)"
    defer { (depth, self.type) = (depth - 1, outer) }
    guard let form = type as? any CompactForm.Type else { return try T(from: self) }
    return try read(form)
  }

  /// The same type under its other name; the two can't differ.
  private func read<T, Form: CompactForm>(_ form: Form.Type) throws -> T {
    guard let value = try Form.read(from: self) as Any as? T else {
      throw CompactError.unsupported("\(form)")
    }
    return value
  }

  func readNumber() throws(CompactError) -> UInt64 {
    var number: UInt64 = 0
    for shift in stride(from: 0, through: 63, by: 7) {
      guard remaining > 0 else { throw .truncated }
      let byte = bytes[position]
      position += 1
      let group = UInt64(byte & 0x7F)
      guard group <= UInt64.max >> shift else { throw .malformedNumber }
      number |= group << shift
      guard byte < 0x80 else { continue }
      guard byte != 0 || shift == 0 else { throw .malformedNumber }
      return number
    }
    throw .malformedNumber
  }

  /// How many elements follow; compared with what is there before anything is reserved for them.
  func readCount() throws(CompactError) -> Int {
    let count = try readNumber()
    guard count <= UInt64(remaining) else { throw .truncated }
    return Int(count)
  }

  func readText() throws(CompactError) -> String {
    let count = try readCount()
    defer { position += count }
    guard let text = String(validating: bytes[position..<position + count], as: UTF8.self) else {
      throw .malformedText
    }
    return text
  }

  /// The bytes since an earlier position.
  func bytes(since start: Int) -> ArraySlice<UInt8> { bytes[start..<position] }

  // MARK: Cases

  /// The name of an enum's case.
  func readCase<Key: CodingKey>(_ keys: Key.Type) -> [Key] {
    do {
      let name = try readText()
      guard let key = Key(stringValue: name) else {
        throw CompactError.unknownCase(name, of: type)
      }
      hasNamedCase = true
      return [key]
    } catch {
      problem = problem ?? error as? CompactError
      return []
    }
  }

  /// Goes on to the values of a case; reads and checks its name if nobody has asked for it.
  func enter<Key: CodingKey>(_ key: Key) throws {
    defer { hasNamedCase = false }
    guard !hasNamedCase else { return }
    let name = try readText()
    guard name == key.stringValue else { throw CompactError.unknownCase(name, of: type) }
  }

  // MARK: What may be missing

  func readOptional<T: Decodable>(_ type: T.Type) throws -> T? {
    switch try readNumber() {
    case 0: return nil
    case 1: return try read(type)
    case let other: throw CompactError.unknownCase("\(other)", of: "Optional")
    }
  }
}
