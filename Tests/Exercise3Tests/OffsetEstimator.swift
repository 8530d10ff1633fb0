// Generated from Chapters/03-lamport-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 0135b9bb72028ba6

#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 3142)
import Chapter3
import Exercise3
import ExerciseTesting
import Simulation
import Testing

@Suite("3.3 The offset estimator", .exercise) struct OffsetEstimatorTests {
  private func time(_ milliseconds: Int) -> Instant {
    Instant(.milliseconds(milliseconds))
  }

  /// An exchange begun at `start`, with a server that is ahead by `offset`.
  private func add(
    to estimator: inout OffsetEstimator, at start: Int, there: Int,
    serving: Int = 0, back: Int,
    offset: Int
  ) {
    estimator.add(
      t0: time(start), t1: time(start + there + offset),
      t2: time(start + there + serving + offset),
      t3: time(start + there + serving + back))
  }

  @Test("without an exchange nothing is claimed")
  func empty() {
    var estimator = OffsetEstimator()
    #expect(estimator.offset == .zero)
    #expect(estimator.bound == nil)
    add(to: &estimator, at: 0, there: 4, back: 4, offset: 9)
    #expect(estimator.bound == .milliseconds(4))
  }

  @Test(
    "a symmetric exchange gives the offset exactly", arguments: [-70, 0, 250])
  func symmetric(offset: Int) {
    var estimator = OffsetEstimator()
    add(
      to: &estimator, at: 1_000, there: 8, serving: 30, back: 8, offset: offset)
    #expect(estimator.offset == .milliseconds(offset))
    #expect(estimator.bound == .milliseconds(8))
  }

  @Test(
    "the true offset is within the bound, and the bound never grows",
    arguments: 0..<20 as Range<UInt64>)
  func bound(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var estimator = OffsetEstimator()
    var last = Duration.seconds(1)
    var smallest = Int.max
    for step in 1...30 {
      let (there, back) = (
        Int(random.next(below: 40)), Int(random.next(below: 40))
      )
      let serving = Int(random.next(below: 100))
      add(
        to: &estimator, at: 1_000 * step, there: there, serving: serving,
        back: back, offset: -333)
      let bound = try #require(estimator.bound)
      let error = estimator.offset - .milliseconds(-333)
      #expect(error <= bound && .zero - error <= bound)
      #expect(bound <= last)
      smallest = min(smallest, there + back)
      last = bound
    }
    #expect(last == .milliseconds(smallest) / 2)
  }

  @Test("the exchange with the smallest delay counts, wherever it stands")
  func quickest() {
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
      var estimator = OffsetEstimator()
      for index in order {
        let (there, back) = [(30, 0), (3, 1), (0, 50)][index]
        add(to: &estimator, at: 1_000, there: there, back: back, offset: 100)
      }
      #expect(estimator.offset == .milliseconds(101))
    }
  }

  @Test("an exchange in which a clock was set back is ignored")
  func negativeDelay() {
    var estimator = OffsetEstimator()
    add(to: &estimator, at: 1_000, there: 5, back: 5, offset: 20)
    estimator.add(
      t0: time(2_000), t1: time(2_025), t2: time(2_025), t3: time(1_500))
    #expect(estimator.offset == .milliseconds(20))
    #expect(estimator.bound == .milliseconds(5))
  }

  @Test("the corrected clock shows the server's time")
  func corrected() {
    var estimator = OffsetEstimator()
    add(to: &estimator, at: 1_000, there: 5, back: 5, offset: 200)
    #expect(estimator.correctedTime(at: time(3_000)) == time(3_200))
    #expect(estimator.correctedTime(at: time(3_001)) == time(3_201))
  }

  @Test(
    "the corrected clock doesn't go back when the estimate gets smaller, and catches up"
  )
  func monotonic() {
    var estimator = OffsetEstimator()
    add(to: &estimator, at: 1_000, there: 90, back: 10, offset: 0)
    let before = estimator.correctedTime(at: time(2_000))
    #expect(before == time(2_040))
    add(to: &estimator, at: 2_000, there: 1, back: 1, offset: 0)
    var last = before
    for local in 2_001...2_060 {
      let corrected = estimator.correctedTime(at: time(local))
      #expect(corrected >= last)
      last = corrected
    }
    #expect(last == time(2_060))
  }
}
#sourceLocation()
