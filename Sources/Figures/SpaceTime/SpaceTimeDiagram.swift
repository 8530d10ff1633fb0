/// A run of a distributed system: one line per process, time flowing down, messages as arrows.
///
/// The form is that of Lamport's "Time, Clocks, and the Ordering of Events in a Distributed
/// System" (1978), turned so that time runs down the page as it does in a log. Lanes are named by
/// their position in `lanes`; everything else refers to them by that index. An index outside of
/// `lanes` is a programming error and stops the program where the figure is drawn.
public struct SpaceTimeDiagram: Hashable, Sendable {
  public var title: String
  public var summary: String
  /// The processes from left to right, by the names the reader knows them by.
  public var lanes: [String]
  public var spacing: Spacing
  public var timeUnit: TimeUnit
  public var messages: [Message] = []
  public var marks: [Mark] = []
  public var spans: [Span] = []
  public var partitions: [Partition] = []
  public var rules: [Rule] = []
  public var cuts: [Cut] = []

  public init(
    title: String, summary: String = "", lanes: [String],
    spacing: Spacing = .logical, timeUnit: TimeUnit = .nanoseconds
  ) {
    self.title = title
    self.summary = summary
    self.lanes = lanes
    self.spacing = spacing
    self.timeUnit = timeUnit
  }
}

extension SpaceTimeDiagram {
  /// A point in a run: its time, and its place among the points of the same time.
  ///
  /// What happens at equal moments shares one row: a node that receives a message and answers it
  /// in the same step is drawn as one dot. A trace gives every step its own number; a diagram
  /// drawn by hand needs times only, so an integer literal is a moment.
  public struct Moment: Hashable, Comparable, Sendable, ExpressibleByIntegerLiteral {
    /// In the diagram's `timeUnit`.
    public var time: Int64
    /// Orders the moments of one time.
    public var step: Int

    public init(_ time: Int64, step: Int = 0) {
      self.time = time
      self.step = step
    }

    public init(integerLiteral value: Int64) { self.init(value) }

    public static func < (left: Moment, right: Moment) -> Bool {
      (left.time, left.step) < (right.time, right.step)
    }
  }

  /// What the integers of the moments count.
  public enum TimeUnit: Hashable, Sendable {
    /// Labelled in the largest fitting unit: ns, µs, ms or s.
    case nanoseconds
    /// Labelled as they are: rounds, steps, logical clocks.
    case ticks
  }

  /// How rows are placed.
  public enum Spacing: Hashable, Sendable {
    /// One row per moment: the order counts, not the duration. Best for dense or bursty runs.
    case logical
    /// Distances in proportion to time; rows that would collide are pushed apart.
    case proportional
  }

  /// One copy of a message, from its sending to its end.
  public struct Message: Hashable, Sendable {
    public enum Fate: Hashable, Sendable {
      case received(Moment)
      /// Lost on the way; when the network dropped it, if that is known.
      case lost(Moment?)
      /// Still on its way where the run ends.
      case inFlight
    }

    public var label: String
    public var from: Int
    public var to: Int
    public var sent: Moment
    public var fate: Fate
    /// A second copy that the network made.
    public var isDuplicate: Bool
    /// The message the text speaks of, drawn so that it stands out.
    public var isHighlighted: Bool

    public init(
      _ label: String, from: Int, to: Int, sent: Moment, _ fate: Fate,
      isDuplicate: Bool = false, isHighlighted: Bool = false
    ) {
      self.label = label
      self.from = from
      self.to = to
      self.sent = sent
      self.fate = fate
      self.isDuplicate = isDuplicate
      self.isHighlighted = isHighlighted
    }
  }

  /// Something that happens at one process at one moment.
  public struct Mark: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
      /// A step of the process itself: a decision, an operation invoked or answered.
      case event
      /// A timer that fires.
      case timer
      /// Words about the moment, without a step of the process.
      case note
    }

    public var lane: Int
    public var moment: Moment
    public var kind: Kind
    public var label: String

    public init(_ label: String, lane: Int, at moment: Moment, kind: Kind = .event) {
      self.label = label
      self.lane = lane
      self.moment = moment
      self.kind = kind
    }
  }

  /// A stretch of one process's life.
  public struct Span: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
      /// From a crash to the restart.
      case down
      /// Alive but not running, as in a long collection of garbage.
      case paused
      /// From the setting of a timer until it fires or is cancelled.
      case timer
      /// An operation, a wait, a lease: what the label says.
      case activity
    }

    public var lane: Int
    public var start: Moment
    /// `nil` where the stretch outlasts the run.
    public var end: Moment?
    public var kind: Kind
    public var label: String

    public init(_ kind: Kind, lane: Int, from start: Moment, to end: Moment?, label: String = "") {
      self.kind = kind
      self.lane = lane
      self.start = start
      self.end = end
      self.label = label
    }
  }

  /// A stretch during which messages between the groups don't get through.
  public struct Partition: Hashable, Sendable {
    public var start: Moment
    /// `nil` where the partition outlasts the run.
    public var end: Moment?
    /// The sides, each a list of lanes; a lane in none of them isn't affected.
    public var groups: [[Int]]
    /// Said instead of the groups, for what groups can't say: "B hears A, A doesn't hear B".
    public var label: String?

    public init(from start: Moment, to end: Moment?, groups: [[Int]], label: String? = nil) {
      self.start = start
      self.end = end
      self.groups = groups
      self.label = label
    }
  }

  /// A line across all lanes at one moment: a round begins, the network stabilises.
  public struct Rule: Hashable, Sendable {
    public var moment: Moment
    public var label: String

    public init(_ label: String, at moment: Moment) {
      self.label = label
      self.moment = moment
    }
  }

  /// A line that divides every process's steps into a past and a future.
  public struct Cut: Hashable, Sendable {
    public var label: String
    /// For each lane, its last moment inside of the cut; `nil` where none is.
    public var frontier: [Moment?]

    public init(_ label: String, frontier: [Moment?]) {
      self.label = label
      self.frontier = frontier
    }
  }
}
