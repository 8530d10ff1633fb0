// Generated from Chapters/07-paxos.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest f56e94ca74bcadcb

#sourceLocation(file: "Chapters/07-paxos.md", line: 1108)
internal import Simulation

extension Ballot: CustomStringConvertible {
  /// The round and the proposer's letter: 1A, 1B, 2A.
  public var description: String {
    self == .zero ? "0" : "\(round)\(proposer.letter)"
  }
}

extension Proposal: CustomStringConvertible {
  public var description: String { "\(ballot) \(value)" }
}

extension ConsensusOperation: CustomStringConvertible {
  public var description: String {
    switch self { case .propose(let value): "propose \(value)" }
  }
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
    case .chosen(let value): "chosen \(value)"
    }
  }
}
#sourceLocation()
