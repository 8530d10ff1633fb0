/// How one direction between two nodes behaves.
public struct Link: Hashable, Sendable {
  /// How long a message travels.
  public var delay: Delay
  /// The probability that a message is lost.
  public var loss: Double
  /// The probability that a message that isn't lost arrives twice. The copy travels on its own.
  public var duplication: Double
  /// Whether messages arrive in the order in which they were sent; otherwise delays reorder them.
  public var isFIFO: Bool

  public init(
    delay: Delay = .uniform(.milliseconds(1) ... .milliseconds(10)), loss: Double = 0,
    duplication: Double = 0, isFIFO: Bool = false
  ) {
    precondition((0...1).contains(loss), "loss is a probability, not \(loss)")
    precondition((0...1).contains(duplication), "duplication is a probability, not \(duplication)")
    self.delay = delay
    self.loss = loss
    self.duplication = duplication
    self.isFIFO = isFIFO
  }

  /// Nothing is lost, doubled or reordered.
  public static let reliable = Link(isFIFO: true)
}

/// The links of a system: one default, and the exceptions.
public struct Links: Hashable, Sendable {
  private struct Direction: Hashable, Sendable {
    var sender: NodeID
    var receiver: NodeID
  }

  /// How a link behaves about which nothing else is said.
  public var standard = Link()
  private var exceptions: [Direction: Link] = [:]

  public init() {}

  /// The link from one node to another, in that direction alone.
  public subscript(from sender: NodeID, to receiver: NodeID) -> Link {
    get { exceptions[Direction(sender: sender, receiver: receiver)] ?? standard }
    set { exceptions[Direction(sender: sender, receiver: receiver)] = newValue }
  }
}

/// The distribution of a link's delays.
public enum Delay: Hashable, Sendable {
  case constant(Duration)
  /// Every delay of the range is equally likely.
  case uniform(ClosedRange<Duration>)
  /// Memoryless: most are short, a few are several times the mean.
  case exponential(mean: Duration, atLeast: Duration = .zero)
  /// Pareto with shape 2: the mean is twice the minimum, the variance is infinite. What one sees on
  /// machines that pause to collect garbage or to page.
  case heavyTail(atLeast: Duration)
}
