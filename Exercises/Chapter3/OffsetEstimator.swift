internal import Chapter3
internal import ExerciseSupport
public import Simulation

/// Estimates a server's offset from exchanges with it, and corrects the local
/// clock by it.
///
/// Our solution has 12 lines.
public struct OffsetEstimator: Hashable, Sendable {
  public init() {}

  /// Takes in an exchange: sent at `t0` and answered at `t3` by the local
  /// clock, received at `t1` and replied to at `t2` by the server's. One whose
  /// delay comes out negative is ignored: a clock was set meanwhile.
  public mutating func add(t0: Instant, t1: Instant, t2: Instant, t3: Instant) {
    unimplemented("OffsetEstimator.add")
  }

  /// By how much the server is ahead: the estimate of the exchange with the
  /// smallest delay, the first of equals; zero without any.
  public var offset: Duration {
    unimplemented("OffsetEstimator.offset", returning: .zero)
  }

  /// Half the delay of that exchange: the true offset surely lies within this
  /// distance of `offset`, if all clocks have the same rate; nil without an
  /// exchange. (All exchanges together may prove more, which isn't asked for.)
  public var bound: Duration? {
    unimplemented("OffsetEstimator.bound", returning: nil)
  }

  /// The server's time as well as we know it when the local clock shows
  /// `local`; never less than what was returned before.
  public mutating func correctedTime(at local: Instant) -> Instant {
    unimplemented("OffsetEstimator.correctedTime", returning: local)
  }
}
