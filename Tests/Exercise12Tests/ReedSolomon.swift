// Generated from Chapters/12-gfs.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 1e4d2b8266e9e630

#sourceLocation(file: "Chapters/12-gfs.md", line: 5267)
import Chapter12
import Exercise12
import ExerciseTesting
import Simulation
import Testing

@Suite("12.6 Reed–Solomon", .exercise) struct ReedSolomonTests {
  private let code = ReedSolomon(data: 6, parity: 3)

  /// Six pieces with every byte value among them, zeros included.
  private func pieces(seed: UInt64 = 1, length: Int = 64) -> [[UInt8]] {
    var random = SplitMix64(seed: seed)
    return (0..<6).map { piece in
      (0..<length).map { place in
        place % 8 == 0 ? 0 : UInt8(random.next(below: 256))
      }
    }
  }

  private func all(_ data: [[UInt8]]) throws -> [Int: [UInt8]] {
    let parity = code.encode(data)
    try #require(parity.count == 3, "three parity pieces")
    try #require(parity.allSatisfy { $0.count == data[0].count })
    return Dictionary(
      uniqueKeysWithValues: (data + parity).enumerated().map { ($0, $1) })
  }

  @Test("any three of nine pieces may be lost")
  func erasures() throws {
    let data = pieces()
    let all = try all(data)
    for a in 0..<9 {
      for b in (a + 1)..<9 {
        for c in (b + 1)..<9 {
          let left = all.filter { ![a, b, c].contains($0.key) }
          #expect(
            try code.decode(left) == data, "pieces \(a), \(b), \(c) are lost")
        }
      }
    }
  }

  @Test("one or no piece lost is no harder")
  func fewer() throws {
    let data = pieces(seed: 2)
    let all = try all(data)
    #expect(try code.decode(all) == data)
    for lost in 0..<9 {
      #expect(
        try code.decode(all.filter { $0.key != lost }) == data,
        "piece \(lost) is lost")
    }
  }

  @Test("four lost pieces are too many")
  func tooFew() throws {
    let all = try all(pieces())
    #expect(throws: ErasureError.tooFew) {
      try code.decode(all.filter { $0.key > 3 })
    }
  }

  @Test("damage is noticed as long as there are enough pieces beyond six")
  func damage() throws {
    let data = pieces(seed: 3, length: 24)
    let all = try all(data)
    for first in 0..<9 {
      for second in first..<9 {
        for third in second..<9 {
          var pieces = all
          for (number, piece) in [first, second, third].enumerated() {
            pieces[piece]?[5 + number] ^= 0x40
          }
          #expect(
            throws: ErasureError.damaged, "\(first), \(second), \(third)"
          ) { try code.decode(pieces) }
        }
      }
    }
  }

  @Test("with seven pieces a single damaged one is noticed")
  func seven() throws {
    let all = try all(pieces(seed: 4, length: 24))
    for (lost, other) in [(0, 1), (2, 7), (7, 8), (3, 5)] {
      for damaged in 0..<9 where damaged != lost && damaged != other {
        var pieces = all.filter { $0.key != lost && $0.key != other }
        pieces[damaged]?[9] ^= 1
        #expect(throws: ErasureError.damaged, "piece \(damaged)") {
          try code.decode(pieces)
        }
      }
    }
  }

  @Test("other sizes work, one byte and one parity piece included")
  func sizes() throws {
    for (count, spare) in [(1, 2), (2, 1), (10, 4), (4, 4)] {
      let code = ReedSolomon(data: count, parity: spare)
      let data = (0..<count).map { [UInt8($0 * 17), 0, 255] }
      let all = (data + code.encode(data)).enumerated()
      for start in 0...spare {
        let left = all.filter { $0.offset < start || $0.offset >= start + spare }
        let named = left.map { ($0.offset, $0.element) }
        #expect(
          try code.decode(Dictionary(uniqueKeysWithValues: named)) == data,
          "\(count) + \(spare): \(spare) lost from \(start) on")
      }
    }
  }
}
#sourceLocation()
