// Generated from Solutions/01-introduction.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest bbb97b5ae46c945b

#sourceLocation(file: "Solutions/01-introduction.md", line: 144)
public import Chapter1

public struct AdversarialNetwork: Sendable {
  private struct Direction: Hashable {
    var sender: Int
    var receiver: Int
  }

  fileprivate struct Link {
    var policy: LinkPolicy
    var cuts: [Range<Int>] = []
    var generator: Generator
  }

  private let policy: LinkPolicy
  private let seed: UInt64
  /// Looked up by key, never walked through: its order can't matter.
  private var links: [Direction: Link] = [:]

  public init(policy: LinkPolicy, seed: UInt64) {
    (self.policy, self.seed) = (policy, seed)
  }

  public mutating func set(
    _ policy: LinkPolicy, from sender: Int, to receiver: Int
  ) {
    self[sender, receiver].policy = policy
  }

  public mutating func cut(
    from sender: Int, to receiver: Int, during times: Range<Int>
  ) {
    self[sender, receiver].cuts.append(times)
  }

  public mutating func route(
    from sender: Int, to receiver: Int, at time: Int
  ) -> [Int] {
    self[sender, receiver].route(at: time)
  }

  private subscript(sender: Int, receiver: Int) -> Link {
    get {
      links[Direction(sender: sender, receiver: receiver)]
        ?? Link(policy: policy, generator: stream(sender, receiver))
    }
    set { links[Direction(sender: sender, receiver: receiver)] = newValue }
  }

  /// A stream for each link: the seed and both ends, mixed one after the other.
  private func stream(_ sender: Int, _ receiver: Int) -> Generator {
    var generator = Generator(seed: seed)
    for end in [sender, receiver] {
      generator = Generator(seed: generator.next() ^ UInt64(end))
    }
    return generator
  }
}

extension AdversarialNetwork.Link {
  /// Draws the same four numbers for every message, whatever becomes of it.
  mutating func route(at time: Int) -> [Int] {
    let arrivals = (1...2).map { _ in
      time + max(1, generator.number(in: policy.delay))
    }
    let isLost = generator.chance(policy.loss)
    let isDoubled = generator.chance(policy.duplication)
    guard !isLost, !isCut(at: time) else { return [] }
    return arrivals.prefix(isDoubled ? 2 : 1).filter { !isCut(at: $0) }
  }

  private func isCut(at time: Int) -> Bool {
    cuts.contains { $0.contains(time) }
  }
}
#sourceLocation()
