// Generated from Solutions/03-lamport-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 9107a5b82975d18f

#sourceLocation(file: "Solutions/03-lamport-clocks.md", line: 253)
internal import Chapter3
internal import ExerciseSupport
public import Simulation

/// Estimates a server's offset from exchanges with it, and corrects the local
/// clock by it.
public struct OffsetEstimator: Hashable, Sendable {
  private var best: OffsetSample?
  private var lastReturned: Instant?

  public init() {}

  /// Takes in an exchange: sent at `t0` and answered at `t3` by the local
  /// clock, received at `t1` and replied to at `t2` by the server's. One whose
  /// delay comes out negative is ignored: a clock was set meanwhile.
  public mutating func add(t0: Instant, t1: Instant, t2: Instant, t3: Instant) {
    let sample = OffsetSample(t0: t0, t1: t1, t2: t2, t3: t3)
    guard sample.delay >= .zero else { return }
    if let best, best.delay <= sample.delay { return }
    best = sample
  }

  /// By how much the server is ahead: the estimate of the exchange with the
  /// smallest delay, the first of equals; zero without any.
  public var offset: Duration { best?.offset ?? .zero }

  /// The smallest distance from `offset` within which the true one surely
  /// lies, if all clocks have the same rate; nil without an exchange.
  public var bound: Duration? { best.map { $0.delay / 2 } }

  /// The server's time as well as we know it when the local clock shows
  /// `local`; never less than what was returned before.
  public mutating func correctedTime(at local: Instant) -> Instant {
    let estimate = local.advanced(by: offset)
    let corrected = lastReturned.map { max($0, estimate) } ?? estimate
    lastReturned = corrected
    return corrected
  }
}
#sourceLocation()
