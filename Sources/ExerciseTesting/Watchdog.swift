internal import Dispatch

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Ends a test process that waits for something that never comes.
///
/// A graded test computes from its first moment to its last. One that uses no processor time for
/// some seconds is stuck, and so is one that uses it in the system alone and touches no new memory
/// there: a lock that is held already, a global that needs itself in order to begin (on Linux it asks
/// the system for its lock again and again). It tells so and ends, long before its time is up.
enum Watchdog {
  /// In seconds. A process that computes gets some of the processor in as many seconds, however
  /// busy the machine is.
  private static let patience = 5
  /// In milliseconds of processor time: what it takes to look at the clock now and then.
  private static let nothing = 5

  /// - Parameter bark: called once, when it is stuck.
  static func start(bark: @escaping @Sendable () -> Void) -> any DispatchSourceTimer {
    let timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "watchdog"))
    var past = Array(repeating: Use?.none, count: patience)
    timer.setEventHandler {
      let now = Use.now
      if let before = past.removeFirst(), now.isStuck(since: before) { bark() }
      past.append(now)
    }
    timer.schedule(deadline: .now() + .seconds(1), repeating: .seconds(1))
    timer.resume()
    return timer
  }

  /// What the process has used so far, over all threads.
  private struct Use {
    /// In milliseconds of processor time.
    var own: Int
    var system: Int
    /// Pages of memory that were touched for the first time.
    var pages: Int

    #if canImport(Glibc)
      private static let process = RUSAGE_SELF.rawValue
    #else
      private static let process = RUSAGE_SELF
    #endif

    static var now: Use {
      var usage = rusage()
      getrusage(process, &usage)
      return Use(
        own: milliseconds(usage.ru_utime), system: milliseconds(usage.ru_stime),
        pages: Int(usage.ru_minflt))
    }

    private static func milliseconds(_ time: timeval) -> Int {
      Int(time.tv_sec) * 1000 + Int(time.tv_usec) / 1000
    }

    func isStuck(since before: Use) -> Bool {
      let (own, system) = (own - before.own, system - before.system)
      if own + system < Watchdog.nothing { return true }
      return system > own && own + system > 1000 && pages - before.pages < 100
    }
  }
}
