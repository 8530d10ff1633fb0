import SearchModels
import Simulation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A model whose size is known, and what it should be.
struct SearchBenchmark: Sendable {
  var name: String
  var states: Int
  var generated: Int?
  var search: @Sendable (SearchOptions) -> SearchReport

  /// Runs once and reports: what was found, wall and processor time, rates, and memory a state.
  func line(cores: Int) -> String {
    var options = SearchOptions()
    options.cores = cores
    let before = processorSeconds()
    let clock = ContinuousClock()
    var report: SearchReport?
    let wall = clock.measure { report = search(options) }.seconds
    let processor = processorSeconds() - before
    guard let report else { return name }
    let isRight =
      report.holds && report.states == states && generated.map { $0 == report.generated } ?? true
    let cells = [
      name, "\(cores)", "\(report.states)", "\(report.generated)", "\(report.depth)",
      decimal(wall), decimal(processor), inMillions(report.states, wall),
      inMillions(report.generated, wall), "\(report.peakBytes / max(1, report.states))",
      isRight ? "as known" : "WRONG: \(report)",
    ]
    return row(cells)
  }
}

let header = row([
  "model", "cores", "states", "generated", "depth", "wall s", "cpu s", "M states/s",
  "M transitions/s", "bytes/state", "counts",
])

let benchmarks = [
  SearchBenchmark(name: "2pc-7", states: 296_448, generated: 2_744_706) {
    twoPhaseCommit(managers: 7).search($0)
  },
  SearchBenchmark(name: "2pc-9", states: 10_340_352, generated: 123_558_402) {
    twoPhaseCommit(managers: 9).search($0)
  },
  SearchBenchmark(name: "2pc-9-symmetric", states: 2_232) {
    twoPhaseCommit(managers: 9, isSymmetric: true).search($0)
  },
  SearchBenchmark(name: "mutex", states: 724_274, generated: 2_729_079) {
    lamportMutex(processes: 3, maximumClock: 6).search($0)
  },
  SearchBenchmark(name: "paxos-2", states: 16_668) { paxosRegister(clients: 2).run($0) },
  SearchBenchmark(name: "paxos-3", states: 1_194_428) { paxosRegister(clients: 3).run($0) },
]

/// Time that all threads of this process have spent, in seconds.
func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

func row(_ cells: [String]) -> String {
  let widths = [16, 5, 10, 11, 5, 8, 8, 10, 15, 11, 8]
  return zip(cells, widths).map { cell, width in
    String(repeating: " ", count: max(0, width - cell.count)) + cell
  }.joined(separator: "  ")
}

/// With three decimals.
func decimal(_ seconds: Double) -> String {
  let thousandths = Int((seconds * 1000).rounded())
  let rest = String(thousandths % 1000)
  return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
}

func inMillions(_ count: Int, _ seconds: Double) -> String {
  decimal(Double(count) / seconds / 1e6)
}

extension Duration {
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
