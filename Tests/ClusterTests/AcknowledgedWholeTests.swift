import Chapter12
import RealNodes
import Testing

@testable import cluster_12

@Suite(.timeLimit(.minutes(5))) struct AcknowledgedWholeTests {
  @Test(
    "servers and master are killed, disks are full or damaged, and each acknowledged record is whole"
  )
  func demonstration() throws {
    let lines = try output(of: "cluster-12")
    #expect(lines.count == 7)
    let count = 2 * AcknowledgedWhole.recordsEach
    #expect(lines.last?.hasPrefix("\(count) records: each in its place") == true)
  }

  @Test("a message is read as it was written, and no beginning of it is one")
  func roundTrip() throws {
    let codec = Codec<FileMessage>.compact
    let chunk = ChunkHandle(7)
    for message: FileMessage in [
      .locate("log", toAppend: true), .advance(chunk, to: Version(3), isNew: false),
      .content(chunk, ChunkCopy(version: Version(2), bytes: [1, 2, 3])), .content(chunk, nil),
    ] {
      let bytes = try codec.encode(message)
      #expect(try codec.decode(bytes) == message)
      for length in bytes.indices {
        #expect(throws: CompactError.self) { try codec.decode(Array(bytes.prefix(length))) }
      }
    }
  }
}
