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

  @Test("a register whose reads don't write back is caught")
  func writeBack() throws {
    // While one client writes, another reads the new value and then the old one.
    let work: [[RegisterOperation]] = [[.write("A")], [.read, .read]]
    let report = abdRegister(work: work, servers: 3, writesBack: false).run()
    let found = try #require(report.counterexample, "\(report)")
    #expect(found.property == "linearizable")
    #expect(found.failure != nil)
    // With write-back three servers are too many for a test; two show that the work is no cause.
    #expect(abdRegister(work: work, servers: 2).run().holds)
  }

  @Test("told apart by fingerprints, the same states are found and the same run is shown")
  func compact() throws {
    var options = SearchOptions()
    options.storage = .compact
    #expect(paxosRegister(clients: 2).run(options).states == 16_668)
    let broken = paxosRegister(clients: 2, adoptsVotes: false)
    let exact = try #require(broken.run().counterexample)
    #expect(broken.run(options).counterexample?.length == exact.length)
  }
}
