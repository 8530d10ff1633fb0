// Generated from Chapters/12-gfs.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest d63dc496b136c1e6

#sourceLocation(file: "Chapters/12-gfs.md", line: 4431)
import Chapter12
import Exercise12
import ExerciseTesting
import Simulation
import Testing

@Suite("12.3 Record append, and its reader", .exercise)
struct ReplicatedChunkTests {
  private let everyone: Set = [0, 1, 2]

  @Test("an acknowledged record is at its offset on all replicas")
  func places() {
    var chunk = ReplicatedChunk(replicas: 3, capacity: 100)
    #expect(chunk.append([1, 2], reaching: everyone) == .appended(at: 0))
    #expect(chunk.append([3], reaching: [1, 2]) == .appended(at: 2))
    #expect(chunk.append([4, 5], reaching: everyone) == .appended(at: 3))
    #expect(
      chunk.replicas == Array(repeating: [1, 2, 3, 4, 5], count: 3))
  }

  @Test("a failed append leaves a gap, and the retry comes behind it")
  func gap() {
    var chunk = ReplicatedChunk(replicas: 3, capacity: 100)
    #expect(chunk.append([1, 2], reaching: [0, 1]) == .failed)
    #expect(chunk.append([1, 2], reaching: everyone) == .appended(at: 2))
    #expect(
      chunk.replicas == [[1, 2, 1, 2], [1, 2, 1, 2], [0, 0, 1, 2]])
    #expect(chunk.append([3], reaching: [0]) == .failed)
    #expect(chunk.append([4], reaching: everyone) == .appended(at: 5))
    #expect(
      chunk.replicas == [
        [1, 2, 1, 2, 3, 4], [1, 2, 1, 2, 0, 4], [0, 0, 1, 2, 0, 4],
      ])
  }

  @Test("a record never crosses the end: all replicas are filled up instead")
  func padding() {
    var chunk = ReplicatedChunk(replicas: 3, capacity: 16)
    let record: [UInt8] = [1, 2, 3]
    for number in 0..<5 {
      #expect(
        chunk.append(record, reaching: everyone) == .appended(at: 3 * number))
    }
    #expect(chunk.append(record, reaching: everyone) == .full)
    for replica in chunk.replicas {
      #expect(replica.count == 16 && replica.last == 0)
    }
    #expect(chunk.append([9], reaching: everyone) == .full)
    var exact = ReplicatedChunk(replicas: 2, capacity: 8)
    for number in 0..<4 {
      #expect(
        exact.append([7, 7], reaching: [0, 1]) == .appended(at: 2 * number))
    }
  }

  @Test("padding that misses a replica has failed, and can be repeated")
  func missedPadding() {
    var chunk = ReplicatedChunk(replicas: 2, capacity: 9)
    for _ in 0..<4 {
      _ = chunk.append([1, 2], reaching: [0, 1])
    }
    #expect(chunk.append([3, 3], reaching: [0]) == .failed)
    #expect(chunk.replicas.map(\.count) == [9, 8])
    #expect(chunk.append([3, 3], reaching: [0, 1]) == .full)
    #expect(chunk.replicas.map(\.count) == [9, 9])
  }

  @Test("a record larger than a quarter of a chunk is refused")
  func large() {
    var chunk = ReplicatedChunk(replicas: 2, capacity: 16)
    let five = Array(repeating: UInt8(1), count: 5)
    #expect(chunk.append(five, reaching: [0, 1]) == .refused)
    #expect(chunk.replicas == [[], []])
    let four = Array(repeating: UInt8(1), count: 4)
    #expect(chunk.append(four, reaching: [0, 1]) == .appended(at: 0))
  }

  private func record(_ number: UInt8, _ payload: [UInt8]) -> FramedRecord {
    FramedRecord(RecordID(writer: 1, number: number), payload)
  }

  @Test("a record that is there twice is read once, equal contents are two")
  func once() {
    let (a, b) = (record(1, [5, 5]), record(2, [5, 5]))
    let bytes = a.frame + [0, 0, 0] + a.frame + b.frame + a.frame
    #expect(recordsOnce(in: [bytes]) == [a, b])
    #expect(recordsOnce(in: [bytes, bytes]) == [a, b])
  }

  @Test("what one replica lacks is read from another, in the file's order")
  func union() {
    let (a, b, c) = (record(1, [1]), record(2, [2]), record(3, [3]))
    let hole = Array(repeating: UInt8(0), count: a.frame.count)
    let left = hole + b.frame + hole
    let right = a.frame + hole + c.frame
    #expect(recordsOnce(in: [left, right]) == [a, b, c])
    #expect(recordsOnce(in: [right, left]) == [a, b, c])
    var torn = right
    torn[torn.count - 1] ^= 1
    #expect(recordsOnce(in: [left, torn]) == [a, b])
  }

  @Test(
    "whoever is reached, each acknowledged record is read once",
    arguments: 0..<60)
  func chaos(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var chunk = ReplicatedChunk(replicas: 3, capacity: 400)
    var acknowledged: [(record: FramedRecord, offset: Int)] = []
    for number in 1...40 {
      let record = record(UInt8(number), [UInt8(number % 3)])
      for _ in 0..<3 {
        let reached = everyone.filter { _ in
          random.nextBool(probability: 0.8)
        }
        let result = chunk.append(record.frame, reaching: reached)
        guard case .appended(let offset) = result else { continue }
        acknowledged.append((record, offset))
        break
      }
    }
    #expect(acknowledged.count > 5, "seed \(seed)")
    for (record, offset) in acknowledged {
      for replica in chunk.replicas {
        let found = replica.dropFirst(offset).prefix(record.frame.count)
        #expect(Array(found) == record.frame, "seed \(seed): at \(offset)")
      }
    }
    let read = recordsOnce(in: chunk.replicas)
    #expect(Set(read.map(\.id)).count == read.count, "seed \(seed)")
    #expect(
      acknowledged.allSatisfy { told in read.contains(told.record) },
      "seed \(seed)")
  }
}
#sourceLocation()
