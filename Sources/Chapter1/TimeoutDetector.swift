// Generated from Chapters/01-introduction.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 08ec83c165f62475

#sourceLocation(file: "Chapters/01-introduction.md", line: 1147)
/// Suspects a peer that hasn't been heard for longer than a fixed time.
public struct TimeoutDetector: Hashable, Sendable {
  let timeout: Int
  private var lastHeard = 0
  public private(set) var isSuspecting = false
  /// How often a suspicion was followed by a sign of life.
  public private(set) var mistakes = 0

  public init(timeout: Int) { self.timeout = timeout }

  public mutating func heartbeat(at time: Int) {
    if isSuspecting { mistakes += 1 }
    (isSuspecting, lastHeard) = (false, time)
  }

  public mutating func tick(at time: Int) {
    if time - lastHeard > timeout { isSuspecting = true }
  }
}
#sourceLocation(file: "Chapters/01-introduction.md", line: 1178)
extension Generator {
  /// A pause of at least `minimum`: Pareto with shape 2.
  public mutating func heavyTailedPause(atLeast minimum: Double) -> Int {
    Int((minimum / (1 - unit()).squareRoot()).rounded())
  }
}

/// When the heartbeats of a healthy node arrive. It waits 10 ms after each of
/// them, and then something holds it up for a while.
func heartbeatArrivals(_ count: Int, seed: UInt64) -> [Int] {
  var generator = Generator(seed: seed)
  var time = 0
  return (1...count).map { _ in
    time += 10 + generator.heavyTailedPause(atLeast: 1)
    return time
  }
}
#sourceLocation()
