// Generated from Chapters/07-paxos.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest d2cbe8f43390a921

#sourceLocation(file: "Chapters/07-paxos.md", line: 91)
public import Figures
internal import Simulation

/// Acceptors in one room: we say who hears which message, they answer.
public struct Council: Sendable {
  public private(set) var acceptors: [Acceptor<String>]
  private let quorums: Quorums
  private var promises: [(round: Int, acceptor: Int)] = []
  private var votes: [NodeID: [Proposal<String>]] = [:]
  private var rounds: [Int] = []

  /// They are numbered from one.
  public init(acceptors count: Int) {
    acceptors = Array(repeating: Acceptor(), count: count)
    quorums = .majorities(of: (1...count).map { NodeID($0) })
  }

  public var chosen: [Proposal<String>] { Chapter7.chosen(by: votes, quorums) }
}
#sourceLocation(file: "Chapters/07-paxos.md", line: 116)
extension Council {
  /// One ballot: these acceptors hear the prepare, those hear the accept.
  public mutating func ballot(
    _ round: Int, own: String, promises voters: [Int], acceptances: [Int]
  ) -> String {
    var proposer = Proposer<String>(quorums)
    let below = Ballot(round: round - 1, proposer: NodeID(0))
    let ballot = proposer.start(own, as: NodeID(0), above: below)
    rounds.append(round)
    var proposal: Proposal<String>?
    for voter in voters {
      guard let promise = acceptors[voter - 1].prepare(ballot) else { continue }
      promises.append((round, voter))
      proposal = proposer.receive(promise, from: NodeID(voter)) ?? proposal
    }
    guard let proposal else { return "\(round): too few promises" }
    let takers = acceptances.filter { acceptors[$0 - 1].accept(proposal) }
    for taker in takers { votes[NodeID(taker), default: []].append(proposal) }
    let reason = proposal.value == own ? "its own" : "reported to it"
    return "\(round): promised by \(list(voters)); proposes "
      + "\(proposal.value), \(reason); accepted by \(list(takers))"
  }

  private func list(_ numbers: [Int]) -> String {
    numbers.isEmpty ? "nobody" : numbers.map { "\($0)" }.joined(separator: " ")
  }
}
#sourceLocation(file: "Chapters/07-paxos.md", line: 148)
extension Council {
  /// Acceptors and ballots: promises, acceptances, and what was chosen.
  public func figure(titled title: String) -> CellGrid {
    var grid = CellGrid(
      title: title,
      summary: "Each acceptor's part in each ballot. Framed: chosen. Exact.",
      rowTitle: "acceptor", columnTitle: "ballot",
      rows: acceptors.indices.map { "\($0 + 1)" },
      columns: rounds.map { "\($0)" },
      states: [
        .init("has promised", sign: "○"),
        .init("has accepted, with the value", sign: "●", tone: .blue),
      ],
      cells: acceptors.map { _ in rounds.map { _ in nil } })
    for (round, acceptor) in promises {
      guard let column = rounds.firstIndex(of: round) else { continue }
      grid.cells[acceptor - 1][column] = 0
    }
    for acceptor in acceptors.indices {
      for vote in votes[NodeID(acceptor + 1)] ?? [] {
        mark(vote, acceptor, &grid)
      }
    }
    return grid
  }

  private func mark(
    _ vote: Proposal<String>, _ acceptor: Int, _ grid: inout CellGrid
  ) {
    guard let column = rounds.firstIndex(of: vote.ballot.round) else { return }
    let place = CellGrid.Position(row: acceptor, column: column)
    grid.cells[acceptor][column] = 1
    grid.labels[place] = "● \(vote.value)"
    if chosen.contains(vote) { grid.framed.append(place) }
  }
}
#sourceLocation()
