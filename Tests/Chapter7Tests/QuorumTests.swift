// Generated from Chapters/07-paxos.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 97f09c22479083ce

#sourceLocation(file: "Chapters/07-paxos.md", line: 797)
import Simulation
import Testing

@testable import Chapter7

@Suite struct QuorumTests {
  @Test("any two majorities meet", arguments: 1...7)
  func majorities(count: Int) {
    let nodes = (0..<count).map { NodeID($0) }
    let quorums = Quorums.majorities(of: nodes)
    #expect(quorums.meet)
    #expect(quorums.phase1.allSatisfy { $0.count == count / 2 + 1 })
    let all = Set(nodes)
    #expect(quorums.isPhase1(all) && quorums.isPhase2(all))
    #expect(!quorums.isPhase1(Set(nodes.prefix(count / 2))))
  }

  @Test("quorums meet if their sizes add up to more than all, and else not")
  func sizes() {
    let nodes = (0..<5).map { NodeID($0) }
    for first in 1...5 {
      for second in 1...5 {
        let quorums = Quorums(of: nodes, phase1: first, phase2: second)
        #expect(quorums.meet == (first + second > 5))
      }
    }
  }
}
#sourceLocation()
