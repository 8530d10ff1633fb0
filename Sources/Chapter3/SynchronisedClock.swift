// Generated from Chapters/03-lamport-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest d58a45de2665b0b6

#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 2042)
public import Simulation

/// A physical clock that never falls behind what its neighbours' messages
/// prove, and never goes back ("Time, Clocks...", rules IR1' and IR2').
public struct SynchronisedClock: Node {
  public enum Timer: Hashable, Sendable { case period }

  let period: Duration
  /// No message takes less.
  let minimumDelay: Duration
  /// Whom this process tells the time.
  let neighbours: [NodeID]
  /// What it adds to its machine's clock.
  public private(set) var correction = Duration.zero
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 2062)
extension SynchronisedClock {
  public mutating func start(_ context: inout Context<Self>) {
    context.set(.period, after: period)
  }

  public mutating func fire(_ timer: Timer, _ context: inout Context<Self>) {
    context.broadcast(context.now.advanced(by: correction), to: neighbours)
    context.set(.period, after: period)
  }
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 2077)
extension SynchronisedClock {
  public mutating func receive(
    _ sent: Instant, from sender: NodeID, _ context: inout Context<Self>
  ) {
    let reading = context.now.advanced(by: correction)
    let proved = sent.advanced(by: minimumDelay)
    if reading < proved { correction += reading.duration(to: proved) }
  }
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 2108)
/// A network of drifting clocks, whose true skew we can see.
public struct ClockNetwork {
  public enum Shape: Sendable { case complete, ring }

  public var shape = Shape.complete
  /// One process for each; parts per million.
  public var drifts = [200, -200, 50, -100]
  public var period = Duration.seconds(10)
  public var delay = Duration.milliseconds(1) ... .microseconds(1_400)
  public var isSynchronised = true

  public init() {}

  /// Lamport's ε for this network.
  public var bound: Duration {
    let worst = Double(drifts.map(abs).max() ?? 0) / 1_000_000
    let hops = shape == .complete ? 1 : drifts.count - 1
    // A slow clock's period takes longer than it thinks.
    let longestPeriod = period / (1 - worst)
    return (longestPeriod * (2 * worst) + delay.upperBound - delay.lowerBound)
      * hops
  }

  private func neighbours(of process: Int) -> [NodeID] {
    let others = drifts.indices.filter { $0 != process }
    guard isSynchronised else { return [] }
    return shape == .ring
      ? [NodeID((process + 1) % drifts.count)] : others.map { NodeID($0) }
  }
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 2143)
extension ClockNetwork {
  /// The skew between the fastest and the slowest clock, sampled in true time.
  public func skews(
    for span: Duration, every interval: Duration, seed: UInt64
  ) -> [(time: Instant, skew: Duration)] {
    var system = System(messages: Instant.self)
    system.links.standard = Link(delay: .uniform(delay))
    for (process, drift) in drifts.enumerated() {
      let node = SynchronisedClock(
        period: period, minimumDelay: delay.lowerBound,
        neighbours: neighbours(of: process))
      let id = system.add("clock\(process)", node)
      system.clocks[id] = ClockError(partsPerMillion: drift)
    }
    let world = World(system, seed: seed, isTracing: false)
    return (1...Int(span / interval)).map { _ in
      world.run(for: interval)
      return (world.currentTime, skew(in: world))
    }
  }

  /// The same in seconds and milliseconds, for a plot of one minute.
  public var curve: [(x: Double, y: Double)] {
    skews(for: .seconds(60), every: .milliseconds(250), seed: 1).map {
      ($0.time.elapsed / .seconds(1), $0.skew / .milliseconds(1))
    }
  }

  private func skew(in world: World<Instant>) -> Duration {
    let elapsed = world.currentTime.elapsed
    let gains = world.roster.nodes.map { node in
      let correction = world[node, as: SynchronisedClock.self].correction
      return elapsed * drifts[Int(node.index)] / 1_000_000 + correction
    }
    return (gains.max() ?? .zero) - (gains.min() ?? .zero)
  }
}
#sourceLocation()
