// Generated from Chapters/12-gfs.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest f83cf0a50a82caa2

#sourceLocation(file: "Chapters/12-gfs.md", line: 1102)
/// The numbers that a cell is run with.
public struct Terms: Hashable, Sendable {
  public var chunkSize = 64 << 20
  /// How long a lease lasts on its holder's clock.
  public var lease = Duration.seconds(60)
  /// By how many parts in a million two clocks may differ in their rates.
  public var drift = 1000
  /// How long the master waits for answers to a new version.
  public var patience = Duration.milliseconds(500)
  /// When a client tries again.
  public var retry = Duration.seconds(1)
  /// How many replicas a chunk should have.
  public var goal = 3
  /// How often chunkservers report; nil: only when asked.
  public var heartbeat: Duration?

  public init() {}

  public var largestRecord: Int { chunkSize / 4 }
  /// How long the master waits for a lease to be over.
  public var longestLease: Duration { lease + lease * drift / 1_000_000 }
}
#sourceLocation()
