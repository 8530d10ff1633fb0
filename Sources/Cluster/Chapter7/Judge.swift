internal import Chapter7
internal import Histories
internal import RealNodes
internal import Simulation

extension OneValue {
  /// Throws unless a write-once register explains what the clients were told.
  static func checkWrittenOnce(_ history: Proposals) throws(Wrong) {
    switch history.linearizability(of: WriteOnce<String>()) {
    case .accepted: return
    case .rejected(let why): throw Wrong("what the clients were told is not linearizable: \(why)")
    case .unknown(let limit):
      throw Wrong("the check of what the clients were told ran out: \(limit)")
    }
  }

  /// The value that the acceptors' files show to be chosen; throws unless it is one, and `told`.
  static func checkFiles(
    _ votes: [NodeID: [Proposal<String>]], _ quorums: Quorums, told: String
  ) throws(Wrong) -> [Proposal<String>] {
    let chosen = chosen(by: votes, quorums)
    guard !chosen.isEmpty, chosen.allSatisfy({ $0.value == told }) else {
      throw Wrong("the clients were told \(told), but by the files the choices are \(chosen)")
    }
    return chosen
  }
}
