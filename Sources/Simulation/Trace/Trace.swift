/// All that happened in one run, in order: plain data, comparable, printable, and read back without loss.
///
/// The text form is one line an event. Its grammar (EBNF; SP is one space, NL a line feed):
///
///     trace    = "trace 1" NL "scenario" SP text NL "seed" SP digits NL
///                { "node" SP word NL } { event NL } ;
///     event    = time SP ( word | "*" ) SP what ;           (* word: a node; "*": the whole system *)
///     what     = "starts" | "restarts" | "pauses" | "resumes" | "syncs"
///              | ( "sends" | "copies" | "loses" ) SP message SP "to" SP word SP text
///              | ( "receives" | "misses" ) SP message SP "from" SP word SP text
///              | "sets" SP time SP text | ( "cancels" | "fires" ) SP text
///              | ( "invokes" | "returns" ) SP digits SP text
///              | ( "appends" | "rewrites" | "notes" ) SP text
///              | "crashes" SP "losing" SP digits [ SP "torn" ]
///              | ( "cuts" | "heals" ) SP word
///              | "clock" SP time SP [ "-" ] digits          (* offset, rate error in parts per million *)
///              | "violates" SP word SP text ;
///     time     = [ "-" ] digits [ "." digits ] "ms" ;        (* at most six decimals: nanoseconds *)
///     message  = "m" digits ;
///     word     = plain { plain } | '"' { character | escape } '"' ;
///     text     = { character | escape } ;                   (* up to the end of the line *)
///     escape   = "\\" | "\n" | "\r" | "\t" | '\"' | "\u{" hex { hex } "}" ;
///
/// A `plain` character is anything but space, quote, backslash and controls. Control characters, line
/// separators and a space at the end of a line are always escaped, so that no editor changes a trace.
public struct Trace: Hashable, Sendable {
  public struct Event: Hashable, Sendable {
    public var time: Instant
    /// nil: it concerns the whole system.
    public var node: NodeID?
    public var what: What

    public init(time: Instant, node: NodeID?, what: What) {
      self.time = time
      self.node = node
      self.what = what
    }
  }

  /// Messages are numbered in the order in which the run sent them; copies share their number.
  public enum What: Hashable, Sendable {
    case starts
    case sends(message: Int, to: NodeID, text: String)
    /// The network makes a second copy.
    case copies(message: Int, to: NodeID, text: String)
    /// The network drops it on its way.
    case loses(message: Int, to: NodeID, text: String)
    case receives(message: Int, from: NodeID, text: String)
    /// It arrives, but the node is down or its link is cut.
    case misses(message: Int, from: NodeID, text: String)
    case sets(timer: String, after: Duration)
    case cancels(timer: String)
    case fires(timer: String)
    case invokes(operation: Int, text: String)
    case returns(operation: Int, text: String)
    case appends(String)
    case rewrites(String)
    case syncs
    case notes(String)
    case crashes(losing: Int, torn: Bool)
    case restarts
    case pauses
    case resumes
    case cuts(NodeID)
    case heals(NodeID)
    case clock(ClockError)
    case violates(property: String, message: String)
  }

  /// What was run, by name.
  public var scenario: String
  public var seed: UInt64
  /// The names of the nodes, by identifier.
  public var nodes: [String]
  public var events: [Event]

  public init(scenario: String, seed: UInt64, nodes: [String], events: [Event] = []) {
    self.scenario = scenario
    self.seed = seed
    self.nodes = nodes
    self.events = events
  }
}
