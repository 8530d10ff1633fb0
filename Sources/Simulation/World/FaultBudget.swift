/// What a seeded adversary may do, and to whom.
///
/// Every fault ends within `window`, so that a protocol that has lost nothing for good can be expected
/// to finish afterwards. At most `down` nodes are crashed at any time.
public struct FaultBudget: Hashable, Sendable {
  public var crashes = 0
  /// Two-way partitions into two groups.
  public var partitions = 0
  /// One-way cuts between two groups.
  public var cuts = 0
  public var pauses = 0
  /// Clocks that are wrong from the start, by up to `skew` and `drift`.
  public var wrongClocks = 0
  public var skew = Duration.milliseconds(100)
  /// Parts per million.
  public var drift = 200
  /// How many of the victims may be down at one time.
  public var down = 1
  public var window = Duration.seconds(1)
  public var longest = Duration.milliseconds(300)

  public init(
    crashes: Int = 0, partitions: Int = 0, cuts: Int = 0, pauses: Int = 0, wrongClocks: Int = 0,
    down: Int = 1, window: Duration = .seconds(1), longest: Duration = .milliseconds(300)
  ) {
    self.crashes = crashes
    self.partitions = partitions
    self.cuts = cuts
    self.pauses = pauses
    self.wrongClocks = wrongClocks
    self.down = down
    self.window = window
    self.longest = longest
  }

  /// Draws faults against `victims` from the seed's own stream for faults, in order of their times.
  public func faults(against victims: [NodeID], seed: UInt64) -> [Fault] {
    guard !victims.isEmpty else { return [] }
    var random = SplitMix64(seed: seed, labels: StreamLabel.faults)
    var faults: [Fault] = []
    for _ in 0..<wrongClocks { faults.append(wrongClock(of: victims, &random)) }
    for _ in 0..<crashes {
      // A few tries to find a crash that keeps enough nodes up; a budget is a limit, not a duty.
      let candidates = (0..<8).map { _ in crash(of: victims, &random) }
      if let fault = candidates.first(where: { isAllowed($0, beside: faults) }) {
        faults.append(fault)
      }
    }
    for _ in 0..<pauses {
      let (begin, span) = interval(&random)
      faults.append(.pause(pick(victims, &random), at: begin, for: span))
    }
    for index in 0..<(partitions + cuts) where victims.count > 1 {
      faults.append(split(victims, isOneWay: index >= partitions, &random))
    }
    return faults.enumerated()
      .sorted { ($0.element.begin, $0.offset) < ($1.element.begin, $1.offset) }.map(\.element)
  }

  private func isAllowed(_ fault: Fault, beside others: [Fault]) -> Bool {
    guard down > 0, case .crash(let node, _) = fault.action, let end = fault.end else {
      return false
    }
    let overlapping = others.filter { other in
      guard case .crash = other.action, let otherEnd = other.end else { return false }
      return other.begin <= end && fault.begin <= otherEnd
    }
    return overlapping.count < down
      && !overlapping.contains { if case .crash(node, _) = $0.action { true } else { false } }
  }

  private func crash(of victims: [NodeID], _ random: inout SplitMix64) -> Fault {
    let (begin, span) = interval(&random)
    return .crash(pick(victims, &random), at: begin, for: span)
  }

  private func split(
    _ victims: [NodeID], isOneWay: Bool, _ random: inout SplitMix64
  ) -> Fault {
    let (begin, span) = interval(&random)
    var order = victims
    for index in order.indices.dropLast() {
      order.swapAt(index, index + Int(random.next(below: UInt64(order.count - index))))
    }
    let size = 1 + Int(random.next(below: UInt64(victims.count - 1)))
    let (some, rest) = (order.prefix(size).sorted(), order.dropFirst(size).sorted())
    return isOneWay
      ? .cut(from: some, to: rest, at: begin, for: span)
      : .partition(some, rest, at: begin, for: span)
  }

  private func wrongClock(of victims: [NodeID], _ random: inout SplitMix64) -> Fault {
    let width = skew.wholeNanoseconds
    let offset = Int64(random.next(below: UInt64(2 * width + 1))) - width
    let rate = Int(random.next(below: UInt64(2 * drift + 1))) - drift
    return .clock(
      pick(victims, &random),
      ClockError(offset: .nanoseconds(offset), partsPerMillion: rate))
  }

  private func interval(_ random: inout SplitMix64) -> (begin: Duration, span: Duration) {
    let whole = UInt64(max(1, window.wholeNanoseconds))
    let begin = random.next(below: whole)
    let span = 1 + random.next(below: UInt64(max(1, longest.wholeNanoseconds)))
    return (.nanoseconds(Int64(begin)), .nanoseconds(Int64(min(span, whole - begin))))
  }

  private func pick(_ victims: [NodeID], _ random: inout SplitMix64) -> NodeID {
    victims[Int(random.next(below: UInt64(victims.count)))]
  }
}
