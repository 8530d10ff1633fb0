import Testing

@testable import RealNodes

@Suite struct FrameTests {
  private static let bodies: [[UInt8]] = [[], [1, 2, 3], Array(repeating: 7, count: 300)]

  @Test("frames may be cut anywhere")
  func pieces() throws {
    let stream = Self.bodies.flatMap(Frame.bytes)
    for size in [1, 2, 7, 1000] {
      var reader = FrameReader(limit: 300)
      var received: [[UInt8]] = []
      for start in stride(from: 0, to: stream.count, by: size) {
        reader.feed(stream[start..<min(start + size, stream.count)])
        while let body = try reader.next() { received.append(body) }
      }
      #expect(received == Self.bodies)
      #expect(!reader.isInsideFrame)
    }
  }

  @Test("where a frame breaks off, its reader waits, and knows that it is inside one")
  func cut() throws {
    let frame = Frame.bytes(around: [1, 2, 3])
    for length in 1..<frame.count {
      var reader = FrameReader(limit: 300)
      reader.feed(frame.prefix(length))
      #expect(try reader.next() == nil)
      #expect(reader.isInsideFrame)
    }
  }

  @Test("whichever bit of a frame is flipped, it is an error at once", arguments: [0, 3, 300])
  func flipped(count: Int) {
    let frame = Frame.bytes(around: Array(repeating: 7, count: count))
    for place in frame.indices {
      for bit in 0..<8 {
        var flipped = frame
        flipped[place] ^= 1 << bit
        var reader = FrameReader(limit: 300)
        reader.feed(flipped)
        let expected: FrameError =
          place == 0
          ? .unknownVersion(1 ^ 1 << UInt8(bit))
          : place < Frame.headerLength ? .damagedHeader : .damagedBody
        #expect(throws: expected) { try reader.next() }
      }
    }
  }

  @Test("a frame beyond the limit is refused while only its header is there")
  func long() {
    var reader = FrameReader(limit: 100)
    reader.feed(Frame.bytes(around: Array(repeating: 0, count: 101)).prefix(Frame.headerLength))
    #expect(throws: FrameError.tooLong(101, limit: 100)) { try reader.next() }
  }
}
