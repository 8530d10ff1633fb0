public import Chapter2
public import Chapter7
internal import Simulation

extension Ballot: WireValue {
  /// Far above any round that is reached; below it, the next round can always be counted.
  private static let highestRound = UInt64(UInt32.max)

  public func write(to writer: inout WireWriter) {
    writer.write(UInt64(round))
    writer.write(UInt64(proposer.index))
  }

  public init(from reader: inout WireReader) throws(WireError) {
    let round = try reader.readNumber()
    let proposer = try reader.readNumber()
    guard round <= Self.highestRound, proposer <= UInt64(UInt16.max) else {
      throw .malformedNumber
    }
    self.init(round: Int(round), proposer: NodeID(Int(proposer)))
  }
}

extension Proposal: WireValue where Value: WireValue {
  public func write(to writer: inout WireWriter) {
    ballot.write(to: &writer)
    value.write(to: &writer)
  }

  public init(from reader: inout WireReader) throws(WireError) {
    let ballot = try Ballot(from: &reader)
    self.init(ballot, try Value(from: &reader))
  }
}

extension Promise: WireValue where Value: WireValue {
  public func write(to writer: inout WireWriter) {
    ballot.write(to: &writer)
    accepted.write(to: &writer)
  }

  public init(from reader: inout WireReader) throws(WireError) {
    let ballot = try Ballot(from: &reader)
    self.init(ballot, accepted: try Proposal<Value>?(from: &reader))
  }
}

/// An acceptor's record: its whole state.
extension Acceptor: WireValue where Value: WireValue {
  public func write(to writer: inout WireWriter) {
    promised.write(to: &writer)
    accepted.write(to: &writer)
  }

  public init(from reader: inout WireReader) throws(WireError) {
    let promised = try Ballot(from: &reader)
    self.init(promised: promised, accepted: try Proposal<Value>?(from: &reader))
  }
}

extension PaxosMessage: WireValue where Value: WireValue {
  public func write(to writer: inout WireWriter) {
    switch self {
    case .prepare(let ballot): writer.write(case: 0, ballot)
    case .promise(let promise): writer.write(case: 1, promise)
    case .accept(let proposal): writer.write(case: 2, proposal)
    case .accepted(let proposal): writer.write(case: 3, proposal)
    case .refused(let ballot, let promised): writer.write(case: 4, ballot, promised)
    case .chosen(let value): writer.write(case: 5, value)
    }
  }

  public init(from reader: inout WireReader) throws(WireError) {
    switch try reader.readNumber() {
    case 0: self = .prepare(try Ballot(from: &reader))
    case 1: self = .promise(try Promise(from: &reader))
    case 2: self = .accept(try Proposal(from: &reader))
    case 3: self = .accepted(try Proposal(from: &reader))
    case 4:
      let ballot = try Ballot(from: &reader)
      self = .refused(ballot, promised: try Ballot(from: &reader))
    case 5: self = .chosen(try Value(from: &reader))
    case let other: throw .unknownCase(other, of: "Paxos message")
    }
  }
}
