import Testing

@testable import Grading

@Suite("The order in which tests are asked") struct TestOrderTests {
  private static let names = [
    "in every run one value is chosen", "a promise is kept after a crash",
    "a duplicate is answered",
    "below a promise nothing is accepted",
  ]
  private static let tests = names.map {
    TestCase(id: $0, name: $0, place: Place(file: "Chapters/07-paxos.md", line: 1))
  }

  @Test(
    "what caught a mutant before comes first, then what shares its words, then the rest in turn")
  func names() {
    let order = TestOrder(Self.tests, milliseconds: [])
    #expect(order.tests(for: "own-value", before: nil) == [0, 1, 2, 3])
    #expect(order.tests(for: "forgets-promised", before: nil) == [1, 3, 0, 2])
    #expect(order.tests(for: "forgets-promised", before: 2) == [2, 1, 3, 0])
  }

  @Test("of two tests that fit as well, the one that has caught more comes first")
  func learns() {
    var order = TestOrder(Self.tests, milliseconds: [])
    order.learn(from: KillRow(mutant: "m", verdicts: [.passed, .passed, .failed, .crashed]))
    #expect(order.tests(for: "own", before: nil) == [2, 3, 0, 1])
  }

  @Test("a dear test comes after all cheap ones, and a little more or less time changes nothing")
  func costs() {
    let one = TestOrder(Self.tests, milliseconds: [3000, 20, 800, 30])
    let other = TestOrder(Self.tests, milliseconds: [2500, 90, 1100, 10])
    #expect(one.tests(for: "own-value", before: nil) == [1, 3, 2, 0])
    #expect(other.tests(for: "own-value", before: nil) == [1, 3, 2, 0])
  }

  @Test("mutants are tried on a test in the order of the words they share with it")
  func mutants() {
    let order = TestOrder(Self.tests, milliseconds: [])
    #expect(
      order.mutants(["own-value", "answers-duplicates", "late-answer"], for: 2) == [1, 2, 0])
  }
}
