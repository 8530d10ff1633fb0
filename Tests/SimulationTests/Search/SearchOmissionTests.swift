import SearchModels
import Simulation
import Testing

@Suite("Search: states told apart by fingerprint")
struct SearchOmissionTests {
  /// 8,832 states.
  private func search(_ storage: SearchOptions.Storage) -> SearchReport {
    var options = SearchOptions()
    options.storage = storage
    return twoPhaseCommit(managers: 5).search(options)
  }

  @Test("64 bits miss nothing here, and the report says how sure that is")
  func compact() throws {
    let report = search(.compact)
    #expect(report.states == 8_832)
    let omission = try #require(report.omission)
    #expect(omission.probability > 0 && omission.probability < 1e-11)
    #expect("\(report)".contains("below 1 in "))
  }

  @Test("an exact search has nothing to report")
  func exact() { #expect(search(.exact).omission == nil) }

  @Test("a weak hash mistakes as many states as the report says", arguments: [18, 20, 22])
  func weak(bits: Int) throws {
    var missed: [Int] = []
    var expected: [Double] = []
    for salt in 0..<25 {
      let report = search(.weakened(bits: bits, salt: UInt64(salt)))
      missed.append(8_832 - report.states)
      expected.append(try #require(report.omission).expectedStates)
    }
    // The median: where a mistaken state was the only way to others, those are missed on top.
    let median = Double(missed.sorted()[12])
    let estimate = expected.sorted()[12]
    #expect((median - estimate).magnitude < 2 * estimate.squareRoot(), "\(median), not \(estimate)")
  }

  @Test("as many searches miss a state as the reported probability says")
  func probability() throws {
    let runs = 100
    var missing = 0
    var bound = 0.0
    for salt in 0..<runs {
      let report = search(.weakened(bits: 27, salt: UInt64(salt)))
      if report.states < 8_832 { missing += 1 }
      bound += try #require(report.omission).probability
    }
    // About 29 of 100, and of such a count the standard deviation is below 5: four of them.
    #expect(bound > 25 && bound < 35)
    #expect(Double(missing) < bound + 20)
    #expect(Double(missing) > bound - 20)
  }

  @Test("a report on a weak hash doesn't claim that the property holds in the whole space")
  func wording() {
    let text = "\(search(.weakened(bits: 16, salt: 1)))"
    #expect(!text.contains("whole space"))
    #expect(text.contains("states were mistaken for others"))
  }
}
