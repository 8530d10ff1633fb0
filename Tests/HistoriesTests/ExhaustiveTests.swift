import HistoryOracle
import Simulation
import Testing

@testable import Histories

@Suite("Every small history") struct ExhaustiveTests {
  /// How many histories there are, how many of them are accepted, and on how many the two disagree.
  struct Tally: Equatable {
    var histories = 0
    var accepted = 0
    var disagreements = 0
  }

  func tally(
    _ count: Int, _ alphabet: Alphabet, _ isAccepted: ([Call]) -> Bool
  ) -> Tally {
    var tally = Tally()
    Enumeration.histories(of: count, alphabet.symbols) { history in
      let expected = Oracle.isLinearizable(history)
      tally.histories += 1
      tally.accepted += expected ? 1 : 0
      tally.disagreements += isAccepted(alphabet.calls(history)) == expected ? 0 : 1
    }
    return tally
  }

  func search(_ calls: [Call], _ outcomes: Outcomes) -> Bool {
    if case (.found, _) = Judge.search(calls, .realTime, outcomes, .max) { true } else { false }
  }

  @Test("the search agrees with the definition on all reads and writes, up to five operations")
  func readsAndWritesAgree() throws {
    let alphabet = try Alphabet(readsAndWrites)
    let found = (1...5).map { count in
      tally(count, alphabet) { search($0, alphabet.outcomes) }
    }
    print(found)
    #expect(found.allSatisfy { $0.disagreements == 0 })
  }

  @Test("the search agrees with the definition with compare-and-set, up to four operations")
  func compareAndSetAgrees() throws {
    let alphabet = try Alphabet(withCompareAndSet)
    let found = (1...4).map { count in
      tally(count, alphabet) { search($0, alphabet.outcomes) }
    }
    print(found)
    #expect(found.allSatisfy { $0.disagreements == 0 })
  }
}
