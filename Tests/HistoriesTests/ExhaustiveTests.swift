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
    _ count: Int, _ alphabet: Alphabet,
    _ expected: ([RegisterOperation]) -> Bool = Oracle.isLinearizable,
    where isChosen: ([RegisterOperation]) -> Bool = { _ in true },
    _ isAccepted: ([Call]) -> Bool
  ) -> Tally {
    var tally = Tally()
    Enumeration.histories(of: count, alphabet.symbols) { history in
      guard isChosen(history) else { return }
      let expected = expected(history)
      tally.histories += 1
      tally.accepted += expected ? 1 : 0
      tally.disagreements += isAccepted(alphabet.calls(history)) == expected ? 0 : 1
    }
    return tally
  }

  func accepts(_ calls: [Call], _ kept: KeptOrder, _ outcomes: Outcomes) -> Bool {
    if case (.found, _) = Judge.search(calls, kept, outcomes, .max) { true } else { false }
  }

  @Test(
    "the search agrees with the definition on all 200,312 of five reads and writes, and on all shorter"
  )
  func readsAndWritesAgree() throws {
    let alphabet = try Alphabet(readsAndWrites)
    let found = (1...5).map { count in
      tally(count, alphabet) { accepts($0, .realTime, alphabet.outcomes) }
    }
    #expect(
      found == [
        Tally(histories: 7, accepted: 5), Tally(histories: 63, accepted: 34),
        Tally(histories: 749, accepted: 317), Tally(histories: 11_165, accepted: 3_798),
        Tally(histories: 200_312, accepted: 55_719),
      ])
  }

  @Test("with compare-and-set it agrees on all of up to four operations")
  func compareAndSetAgrees() throws {
    let alphabet = try Alphabet(withCompareAndSet)
    let found = (1...4).map { count in
      tally(count, alphabet) { accepts($0, .realTime, alphabet.outcomes) }
    }
    #expect(
      found == [
        Tally(histories: 8, accepted: 5), Tally(histories: 84, accepted: 37),
        Tally(histories: 1_176, accepted: 438), Tally(histories: 20_734, accepted: 6_965),
      ])
  }

  @Test("the zones agree with the definition on all histories of five that write no value twice")
  func zonesAgree() throws {
    let alphabet = try Alphabet(readsAndWrites)
    let found = tally(5, alphabet, where: Self.hasUniqueWrites) { calls in
      let zones = alphabet.uniqueWrites(calls)
      return (try? zones.place()) != nil
    }
    #expect(found == Tally(histories: 76_618, accepted: 8_561))
  }

  static func hasUniqueWrites(_ history: [RegisterOperation]) -> Bool {
    let written = history.compactMap { operation -> Int? in
      if case .write(let value) = operation.effect { value } else { nil }
    }
    return Set(written).count == written.count
  }

  @Test(
    "sequential consistency agrees with the definition on four operations dealt out to two clients")
  func sequentialConsistencyAgrees() throws {
    let alphabet = try Alphabet(withCompareAndSet)
    var tally = Tally()
    Enumeration.histories(of: 4, alphabet.symbols) { history in
      // What one client has open at once is in no order.
      let history = history.enumerated().map { index, operation in
        var operation = operation
        operation.client = index % 2
        return operation
      }
      let expected = Oracle.isSequentiallyConsistent(history)
      tally.histories += 1
      tally.accepted += expected ? 1 : 0
      let isAccepted = accepts(alphabet.calls(history), .programOrder, alphabet.outcomes)
      tally.disagreements += isAccepted == expected ? 0 : 1
    }
    #expect(tally == Tally(histories: 20_734, accepted: 9_779))
  }
}
