#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// A line of what a test process reports: Swift Testing's event stream (its `ABI/JSON.md`), and
/// two kinds of our own, `gap` and `end`.
struct TestRecord: Decodable {
  struct Payload: Decodable {
    var kind: String?
    var id: String?
    var name: String?
    var displayName: String?
    var sourceLocation: Location?
    var testID: String?
    var issue: Issue?
    var messages: [Message]?
    var what: String?
    var file: String?
    var line: Int?
    /// Of processor time, at the end.
    var milliseconds: Int?
  }

  struct Location: Decodable {
    var fileID: String
    var filePath: String?
    var line: Int
  }

  struct Issue: Decodable {
    var isKnown: Bool
    var isFailure: Bool?
    var sourceLocation: Location?
  }

  struct Message: Decodable {
    var symbol: String
    var text: String
  }

  var kind: String
  var payload: Payload?

  /// What a process wrote to the channel, split by who wrote it.
  struct Channel {
    var records: [TestRecord] = []
    /// Whether anything stands there that doesn't start with the nonce or isn't a record.
    var isForged = false

    init(_ bytes: [UInt8], nonce: String) {
      let mark = Array((nonce + " ").utf8)
      // A last line without an end was cut off, by a crash or by the limit: nobody is to blame.
      let end = bytes.lastIndex(of: UInt8(ascii: "\n")) ?? bytes.startIndex
      for line in bytes[..<end].split(separator: UInt8(ascii: "\n")) {
        guard line.starts(with: mark),
          let record = try? JSONDecoder().decode(
            TestRecord.self, from: Data(line.dropFirst(mark.count)))
        else {
          isForged = true
          continue
        }
        records.append(record)
      }
    }
  }
}
