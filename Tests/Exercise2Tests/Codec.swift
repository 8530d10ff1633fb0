// Generated from Chapters/02-rpc.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest aa643d2d92c4bf13

#sourceLocation(file: "Chapters/02-rpc.md", line: 3792)
import Chapter2
import Exercise2
import ExerciseTesting
import Simulation
import Testing

@Suite("2.2 A codec that outlives its schema", .exercise) struct CodecTests {
  private let all = Set(0..<200)

  private func failure(_ bytes: [UInt8], knowing known: Set<Int>? = nil)
    -> CodecError?
  {
    do {
      _ = try decode(bytes, knowing: known ?? all)
      return nil
    } catch {
      return error
    }
  }

  private func randomRecord(_ random: inout SplitMix64) -> [Int: FieldValue] {
    var record: [Int: FieldValue] = [:]
    for _ in 0..<random.next(below: 12) {
      let bits = random.next() >> random.next(below: 64)
      let text = String(repeating: "aß€😀", count: Int(bits % 40))
      let values: [FieldValue] = [
        .number(bits), .fixed(bits), .text(text),
        .raw(Array(text.utf8) + [0xFF]),
      ]
      record[Int(random.next(below: 200))] = values[Int(random.next(below: 4))]
    }
    return record
  }

  @Test("records come back as they were")
  func roundTrip() throws {
    var random = SplitMix64(seed: 22)
    for _ in 0..<500 {
      let record = randomRecord(&random)
      try #require(try decode(encode(record), knowing: all) == record)
    }
    let extremes: [Int: FieldValue] = [
      0: .number(.max), 1: .fixed(.max), 199: .text(""),
    ]
    #expect(try decode(encode(extremes), knowing: all) == extremes)
  }

  @Test("the bytes are these, and no others")
  func golden() {
    #expect(encode([:]) == [])
    #expect(encode([0: .number(0)]) == [0x00, 0x00])
    #expect(encode([1: .number(300)]) == [0x04, 0xAC, 0x02])
    #expect(encode([1: .fixed(1)]) == [0x05, 0, 0, 0, 0, 0, 0, 0, 1])
    #expect(encode([40: .text("é")]) == [0xA2, 0x01, 0x02, 0xC3, 0xA9])
    let many = Dictionary(
      uniqueKeysWithValues: (0..<30).map { ($0, FieldValue.number(0)) })
    #expect(encode(many) == (0..<30).flatMap { [UInt8($0 * 4), 0] })
  }

  @Test("fields that an old program doesn't know are skipped")
  func unknown() throws {
    let record: [Int: FieldValue] = [
      1: .number(7), 2: .text("new"), 3: .fixed(9), 4: .raw([1, 2]),
      5: .text("old"),
    ]
    #expect(
      try decode(encode(record), knowing: [1, 5]) == [
        1: .number(7), 5: .text("old"),
      ])
    #expect(try decode([0x0A, 0x01, 0xFF], knowing: []) == [:])
    #expect(failure([0x0A, 0x02, 0xFF], knowing: []) == .truncated)
  }

  @Test("a record that breaks off is refused at every place")
  func truncated() {
    let bytes = encode([1: .text("tea"), 2: .fixed(5), 3: .number(1 << 40)])
    #expect(failure(bytes) == nil)
    #expect(bytes.count > 14, "three fields and their values")
    let ends: Set = [0, 5, 14, bytes.count]
    for length in 0...bytes.count where !ends.contains(length) {
      #expect(failure(Array(bytes.prefix(length))) == .truncated)
    }
  }

  @Test("a length that exceeds what is there is refused without reserving it")
  func oversized() {
    #expect(failure([0x06, 3, 1, 2, 3]) != .truncated, "all three are there")
    for top in [0x01, 0x0F, 0x7F] as [UInt8] {
      let length: [UInt8] = [
        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, top,
      ]
      #expect(failure([0x06] + length + [1, 2, 3]) == .truncated)
      #expect(failure([0x07] + length + [1, 2, 3], knowing: []) == .truncated)
    }
  }

  @Test("numbers have one form: padding and overflow are refused")
  func numbers() {
    #expect(failure([0x04, 0x80, 0x00]) == .malformedNumber)
    #expect(failure([0x84, 0x00, 0x01]) == .malformedNumber)
    let nines = Array(repeating: UInt8(0xFF), count: 9)
    #expect(failure([0x04] + nines + [0x01]) == nil)
    #expect(failure([0x04] + nines + [0x02]) == .malformedNumber)
    #expect(failure([0x04] + nines + [0x81, 0x00]) == .malformedNumber)
  }

  @Test("text that is no UTF-8 is refused")
  func text() {
    #expect(failure([0x06, 0x02, 0xC3, 0x28]) == .malformedText)
    #expect(failure([0x07, 0x02, 0xC3, 0x28]) == nil)
  }

  @Test("fields twice or out of order are refused")
  func order() {
    #expect(failure([0x04, 0x01, 0x04, 0x01]) == .unorderedFields)
    #expect(failure([0x08, 0x01, 0x04, 0x01]) == .unorderedFields)
  }

  @Test("whatever is accepted is what encode would have written")
  func fuzz() throws {
    var random = SplitMix64(seed: 4)
    let everything = Set(0..<(1 << 14))
    var accepted = 0
    for _ in 0..<20_000 {
      var bytes = (0..<random.next(below: 10)).map { _ in
        UInt8(random.next() >> random.next(below: 7) & 0x3F)
      }
      if !bytes.isEmpty, random.nextBool(probability: 0.3) { bytes[0] |= 0x80 }
      guard let record = try? decode(bytes, knowing: everything) else {
        continue
      }
      accepted += 1
      try #require(encode(record) == bytes)
      if accepted > 2_000 { break }
    }
    #expect(accepted > 200)
  }
}
#sourceLocation()
