import SearchModels
import Simulation
import Testing

/// Distinct and generated states and depth, as TLC counts them.
private func size(_ report: SearchReport) -> [Int] {
  [report.states, report.generated, report.depth]
}

@Suite("Known answers: specifications of the TLA+ examples")
struct KnownAnswersTests {
  @Test(
    "two-phase commit has the states that TLC finds",
    arguments: [
      (3, [288, 1_146, 11]), (5, [8_832, 58_146, 17]), (7, [296_448, 2_744_706, 23]),
    ])
  func twoPhase(managers: Int, known: [Int]) {
    let report = twoPhaseCommit(managers: managers).search()
    #expect(report.holds, "\(report)")
    #expect(size(report) == known)
  }

  @Test(
    "two-phase commit has as many orbits as it has, not about as many",
    arguments: [(3, 80), (5, 314), (7, 920), (9, 2_232)])
  func orbits(managers: Int, known: Int) {
    let report = twoPhaseCommit(managers: managers, isSymmetric: true).search()
    #expect(report.holds, "\(report)")
    #expect(report.states == known)
  }

  @Test("transaction commit of three managers")
  func commit() {
    let report = transactionCommit(managers: 3).search()
    #expect(report.holds, "\(report)")
    #expect(size(report) == [34, 94, 7])
  }

  @Test("voting, up to the names of acceptors and values")
  func votes() {
    let report = voting().search()
    #expect(report.holds, "\(report)")
    #expect(size(report) == [77, 451, 11])
  }

  @Test("Paxos with one acceptor")
  func paxos() {
    let report = paxosSpecification().search()
    #expect(report.holds, "\(report)")
    #expect(size(report) == [25, 82, 9])
  }

  @Test("Lamport's mutual exclusion of three processes with clocks up to six")
  func mutex() {
    let report = lamportMutex(processes: 3, maximumClock: 6).search()
    #expect(report.holds, "\(report)")
    #expect(size(report) == [724_274, 2_729_079, 61])
  }
}

@Suite("Known answers: examples of Stateright")
struct KnownNodeAnswersTests {
  @Test("Paxos with two clients and three servers")
  func paxos() {
    let report = paxosRegister(clients: 2).run()
    #expect(report.holds, "\(report)")
    #expect(report.states == 16_668)
    #expect(report.witnesses.first?.steps.count == 9)
  }

  @Test("the ABD register with two clients and two servers")
  func abd() {
    let report = abdRegister(clients: 2, servers: 2).run()
    #expect(report.holds, "\(report)")
    #expect(report.states == 544)
  }

  @Test("Paxos whose leaders propose their own values is caught, and replayed in the world")
  func ownValues() {
    let report = paxosRegister(clients: 2, adoptsVotes: false).run()
    #expect(report.counterexample?.property == "linearizable", "\(report)")
    #expect(report.counterexample?.failure != nil)
  }
}
