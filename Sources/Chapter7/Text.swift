// Generated from Chapters/07-paxos.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 39af3dfae232d746

#sourceLocation(file: "Chapters/07-paxos.md", line: 529)
internal import Simulation

extension Ballot: CustomStringConvertible {
  /// The round and the proposer's letter: 1A, 1B, 2A.
  public var description: String {
    guard self != .zero else { return "0" }
    let index = Int(proposer.index)
    let letter = UnicodeScalar(UInt8(65 + index % 26))
    return "\(round)\(letter)" + (index < 26 ? "" : "\(index / 26)")
  }
}

extension Proposal: CustomStringConvertible {
  public var description: String { "\(ballot) \(value)" }
}

extension PaxosMessage: CustomStringConvertible {
  public var description: String {
    switch self {
    case .prepare(let ballot): "prepare \(ballot)"
    case .promise(let promise):
      "promise \(promise.ballot)"
        + (promise.accepted.map { ", accepted \($0)" } ?? "")
    case .accept(let proposal): "accept \(proposal)"
    case .accepted(let proposal): "accepted \(proposal)"
    case .refused(let ballot, let promised):
      "refused \(ballot), promised \(promised)"
    }
  }
}
#sourceLocation()
