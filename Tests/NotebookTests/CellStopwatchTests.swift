import Testing

@testable import Notebook

@Suite("How long a cell takes") struct CellStopwatchTests {
  /// A stopwatch that began at 5 seconds of the clock and 2 of the processors.
  private func elapsed(clock: Int, processors: Int) -> Duration {
    var (now, work) = (5, 2)
    let stopwatch = CellStopwatch(clock: { .seconds(now) }, processors: { .seconds(work) })
    (now, work) = (clock, processors)
    return stopwatch.elapsed
  }

  @Test("waiting for processors that work for others does not count") func busyMachine() {
    #expect(elapsed(clock: 65, processors: 4) == .seconds(2))
  }

  @Test("several threads at a time count once") func threads() {
    #expect(elapsed(clock: 8, processors: 14) == .seconds(3))
  }
}
