/// A node's own clock: as right as the adversary lets it be.
///
/// The offset is what the clock is ahead of true time; the rate error makes it, and the node's timers,
/// run fast or slow. Parts per million, in integers: a quartz watch is within 20, a cheap server within
/// 200.
public struct ClockError: Hashable, Sendable {
  public var offset: Duration
  public var partsPerMillion: Int

  public init(offset: Duration = .zero, partsPerMillion: Int = 0) {
    precondition(partsPerMillion > -1_000_000, "a clock must go forward")
    self.offset = offset
    self.partsPerMillion = partsPerMillion
  }
}
