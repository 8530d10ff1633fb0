import RealNodes
import Simulation
import Testing

@testable import RealNodes

/// As a later chapter would declare it: one word gives it its bytes.
private enum View: Hashable, Sendable, Codable {
  case prepare(view: Int, from: NodeID)
  case log([Entry], commit: Int?, votes: Set<NodeID>)
  case state([String: Entry], isWhole: Bool)
  indirect case batch([View])
  case stop

  struct Entry: Hashable, Sendable, Codable {
    var operation: OperationID
    var text: String?
    var lease: Duration = .zero
    var colour = Colour.red
  }

  enum Colour: String, Hashable, Sendable, Codable { case red, blue }
}

@Suite struct CodecTests {
  private static let entry = View.Entry(
    operation: OperationID(client: NodeID(2), number: 300), text: "ß", lease: .seconds(2))
  private static let bare = View.Entry(
    operation: OperationID(client: NodeID(0), number: -1), text: nil, colour: .blue)
  private static let codec = Codec<View>.compact

  fileprivate static let messages: [View] = [
    .prepare(view: 1, from: NodeID(1)), .stop, .batch([.stop, .batch([]), .stop]),
    .log([entry, bare], commit: nil, votes: [NodeID(3), NodeID(1)]),
    .log([], commit: .min, votes: []), .log([bare], commit: .max, votes: [NodeID(65_534)]),
    .state(["b": entry, "": bare, "a": bare], isWhole: true), .state([:], isWhole: false),
  ]

  @Test("a message is read as it was written, and no beginning of it is one", arguments: messages)
  fileprivate func roundTrip(message: View) throws {
    let bytes = try Self.codec.encode(message)
    #expect(try Self.codec.decode(bytes) == message)
    for length in 0..<bytes.count {
      #expect(throws: CompactError.self) { try Self.codec.decode(Array(bytes.prefix(length))) }
    }
    #expect(throws: CompactError.trailingBytes(1)) { try Self.codec.decode(bytes + [0]) }
  }

  @Test(
    "whichever bit is flipped, it is refused or another value with those very bytes",
    arguments: messages)
  fileprivate func canonical(message: View) throws {
    let bytes = try Self.codec.encode(message)
    for place in bytes.indices {
      for bit in 0..<8 {
        var flipped = bytes
        flipped[place] ^= 1 << bit
        guard let other = try? Self.codec.decode(flipped) else { continue }
        let again = try Self.codec.encode(other)
        #expect(other != message && again == flipped)
      }
    }
  }

  @Test("a message is small: its case by name, its fields one after the other")
  func small() throws {
    let bytes = try Self.codec.encode(.prepare(view: 1, from: NodeID(1)))
    #expect(bytes == [7] + Array("prepare".utf8) + [2, 1])
    #expect(try Codec<[Int?]>.compact.encode([-1, nil, 64]) == [3, 1, 1, 0, 1, 0x80, 1])
  }

  @Test("equal sets and dictionaries have equal bytes, however they came about")
  func order() throws {
    let numbers = Array(0..<100)
    func bytes(_ numbers: [Int]) throws -> [[UInt8]] {
      var (set, table) = (Set<Int>(), [Int: String](minimumCapacity: numbers[0] + 1))
      for number in numbers {
        set.insert(number)
        table[number] = "\(number)"
      }
      return [
        try Codec<Set<Int>>.compact.encode(set), try Codec<[Int: String]>.compact.encode(table),
      ]
    }
    #expect(try bytes(numbers) == bytes(numbers.reversed()))
    #expect(throws: CompactError.disorder(in: "Set<Int>")) {
      try Codec<Set<Int>>.compact.decode([2, 4, 2])
    }
  }

  @Test(
    "numbers at the ends of their types, truths and fractions come back; what doesn't fit is refused"
  )
  func numbers() throws {
    func check<Value: Codable & Equatable & Sendable>(_ values: Value...) throws {
      for value in values {
        let codec = Codec<Value>.compact
        let again = try codec.decode(codec.encode(value))
        #expect(again == value)
      }
    }
    try check(Int8.min, .max)
    try check(Int.min, 0, .max)
    try check(UInt64.min, .max)
    try check(true, false)
    try check(-0.1, .infinity, .greatestFiniteMagnitude)
    try check(Float.pi)
    try check(1..<4)
    try check(Int??.none, .some(nil), 3)
    #expect(throws: CompactError.malformedNumber) { try Codec<UInt8>.compact.decode([0x80, 2]) }
    #expect(throws: CompactError.malformedNumber) { try Codec<Int>.compact.decode([0x80, 0]) }
    #expect(throws: CompactError.malformedText) { try Codec<String>.compact.decode([1, 0xFF]) }
  }

  @Test("an unknown case is named, with its type")
  func unknown() {
    #expect(throws: CompactError.unknownCase("go", of: "View")) {
      try Self.codec.decode([2] + Array("go".utf8))
    }
  }

  @Test("no bytes make a reader hold more than they are, or go deeper than it can")
  func greed() throws {
    #expect(throws: CompactError.truncated) {
      try Codec<[Int]>.compact.decode([0xFF, 0xFF, 0xFF, 0xFF, 0x0F])
    }
    let deep = Array(repeatElement([5] + Array("batch".utf8) + [1], count: 100_000).joined())
    #expect(throws: CompactError.tooDeep) { try Self.codec.decode(deep) }
    struct Nothing: Codable {}
    #expect(throws: CompactError.self) { try Codec<[Nothing]>.compact.encode([Nothing()]) }
  }
}
