// Generated from Chapters/03-lamport-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 3025074d25d08cca

#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 2479)
public import Simulation

/// What a clock knows: that true time is not before `earliest` and not after
/// `latest`.
public struct ClockInterval: Hashable, Sendable {
  public var earliest: Instant
  public var latest: Instant

  public init(_ reading: Instant, uncertainty: Duration) {
    earliest = reading.advanced(by: .zero - uncertainty)
    latest = reading.advanced(by: uncertainty)
  }

  init(earliest: Instant, latest: Instant) {
    (self.earliest, self.latest) = (earliest, latest)
  }
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 2503)
extension ClockInterval {
  /// Whether this is certainly over when the other begins.
  public func isBefore(_ other: ClockInterval) -> Bool {
    latest < other.earliest
  }
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 2519)
extension ClockInterval {
  /// The first smallest interval on which the most sources agree, and how many
  /// they are; nil for no sources. O(n log n).
  public static func agreement(
    of sources: [ClockInterval]
  ) -> (interval: ClockInterval, count: Int)? {
    let beginnings = sources.map { (time: $0.earliest, change: 1) }
    let ends = sources.map { (time: $0.latest, change: -1) }
    // At one moment intervals begin before others end: they still touch.
    let edges = (beginnings + ends).sorted {
      ($0.time, -$0.change) < ($1.time, -$1.change)
    }
    var open = 0
    var best: (interval: ClockInterval, count: Int)?
    for (edge, next) in zip(edges, edges.dropFirst()) {
      open += edge.change
      guard edge.change > 0, open > best?.count ?? 0 else { continue }
      best = (ClockInterval(earliest: edge.time, latest: next.time), open)
    }
    return best
  }
}
#sourceLocation()
