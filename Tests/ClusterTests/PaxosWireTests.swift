import Chapter2
import Chapter7
import Foundation
import Simulation
import Testing

@testable import cluster

@Suite struct PaxosWireTests {
  private static let ballot = Ballot(round: 300, proposer: NodeID(2))
  private static let proposal = Proposal(ballot, "ß")

  static let messages: [PaxosMessage<String>] = [
    .prepare(ballot), .prepare(.zero), .promise(Promise(ballot, accepted: nil)),
    .promise(Promise(ballot, accepted: proposal)), .accept(proposal), .accepted(proposal),
    .refused(.zero, promised: ballot), .chosen(""), .chosen("x"),
  ]

  @Test("a message is read as it was written, and no beginning of it is one", arguments: messages)
  func roundTrip(message: PaxosMessage<String>) throws {
    let bytes = message.encoded()
    #expect(try PaxosMessage<String>(decoding: bytes) == message)
    for length in 0..<bytes.count {
      #expect(throws: WireError.truncated) {
        try PaxosMessage<String>(decoding: bytes.prefix(length))
      }
    }
    #expect(throws: WireError.trailingBytes(1)) {
      try PaxosMessage<String>(decoding: bytes + [0])
    }
  }

  @Test("an acceptor's record is read as it was written")
  func record() throws {
    for accepted in [nil, Self.proposal] {
      let acceptor = Acceptor(promised: Self.ballot, accepted: accepted)
      #expect(try Acceptor<String>(decoding: acceptor.encoded()) == acceptor)
    }
  }

  @Test("an unknown message, a round too high and a node too high are refused")
  func malformed() {
    #expect(throws: WireError.unknownCase(6, of: "Paxos message")) {
      try PaxosMessage<String>(decoding: [6, 1, 0])
    }
    for (round, proposer) in [(UInt64(1) << 32, UInt64(0)), (UInt64.max, 0), (1, 1 << 16)] {
      var writer = WireWriter()
      writer.write(round)
      writer.write(proposer)
      #expect(throws: WireError.malformedNumber) { try Ballot(decoding: writer.bytes) }
    }
    #expect(throws: WireError.malformedText) {
      try PaxosMessage<String>(decoding: [5, 1, 0xFF])
    }
  }

  @Test("whichever byte of a record is damaged, it is torn and the one before it is kept")
  func damaged() async throws {
    try await withTemporaryFile { path in
      let first = Acceptor<String>(promised: Self.ballot, accepted: nil)
      let second = Acceptor(promised: Self.ballot, accepted: Self.proposal)
      try StableFile<Acceptor<String>>(path).append(first)
      let url = URL(fileURLWithPath: path)
      let start = try Data(contentsOf: url).count
      try StableFile<Acceptor<String>>(path).append(second)
      let whole = try Data(contentsOf: url)
      #expect(try StableFile<Acceptor<String>>(path).load() == StableLog([first, second]))
      for place in start..<whole.count {
        var bytes = whole
        bytes[place] ^= 1
        try bytes.write(to: url)
        #expect(try StableFile<Acceptor<String>>(path).load().slots == [.whole(first), .torn])
      }
    }
  }
}
