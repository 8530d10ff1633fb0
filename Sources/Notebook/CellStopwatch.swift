#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// How long a cell takes, told alike on a busy machine and on an idle one.
///
/// On a busy machine a cell waits for processors that work for others, and the clock goes on. A cell that
/// has several threads at work takes more of the processors than of the clock. So neither counts beyond
/// the other.
struct CellStopwatch {
  private let clock: () -> Duration
  private let processors: () -> Duration
  private let start: (clock: Duration, processors: Duration)

  /// - Parameters:
  ///   - clock: the time since some moment.
  ///   - processors: what processors have worked for this process and for those it ran.
  init(
    clock: @escaping () -> Duration = Self.clock,
    processors: @escaping () -> Duration = Self.processors
  ) {
    (self.clock, self.processors) = (clock, processors)
    start = (clock(), processors())
  }

  var elapsed: Duration { min(clock() - start.clock, processors() - start.processors) }

  private static let origin = ContinuousClock.now
  private static func clock() -> Duration { ContinuousClock.now - origin }

  private static func processors() -> Duration {
    var ticks = tms()
    _ = times(&ticks)
    let all = ticks.tms_utime + ticks.tms_stime + ticks.tms_cutime + ticks.tms_cstime
    return .seconds(Double(all) / Double(sysconf(Int32(_SC_CLK_TCK))))
  }
}
