// Generated from Chapters/04-primary-backup.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest e839a57974f000be

#sourceLocation(file: "Chapters/04-primary-backup.md", line: 3485)
import Chapter2
import Simulation
import Testing

@testable import Chapter4

@Suite struct ReplicaWireTests {
  private var messages: [ReplicaStoreMessage] {
    let id = CallID(client: ClientID(3), sequence: 5)
    let call = Call(id, KeyValueStore.Operation.append("log", "a"))
    var table = AtMostOnce(KeyValueStore())
    _ = table.apply(call)
    let view = View(2, primary: NodeID(1), backup: NodeID(2))
    return [
      .ping(view: 2), .getView, .view(View(1, primary: NodeID(1))),
      .request(call), .reply(id, .value("a")), .transfer(view, table),
      .transferred(view: 2), .forward(call, view: 2), .accepted(id, view: 2),
      .numbered(call, number: 1, view: 2),
      .acceptedThrough(number: 1, view: 2),
    ]
  }

  @Test("every message comes back as it was")
  func roundTrip() throws {
    for message in messages {
      #expect(try ReplicaStoreMessage(decoding: message.encoded()) == message)
    }
  }

  @Test("a message cut short anywhere is refused")
  func cut() {
    for message in messages {
      let bytes = message.encoded()
      for count in bytes.indices {
        #expect(throws: WireError.self, "\(message) cut after \(count) bytes") {
          try ReplicaStoreMessage(decoding: bytes.prefix(count))
        }
      }
    }
  }

  @Test("whatever byte is wrong, reading ends with a message or an error")
  func damage() {
    var refused = 0
    for message in messages {
      let bytes = message.encoded()
      for index in bytes.indices {
        for bit in 0..<8 {
          var damaged = bytes
          damaged[index] ^= 1 << bit
          do {
            _ = try ReplicaStoreMessage(decoding: damaged)
          } catch {
            refused += 1
          }
        }
      }
    }
    #expect(refused > 100)
  }
}
#sourceLocation()
