// Generated from Chapters/03-lamport-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 8f6af001dc4ef71c

#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 73)
public import Simulation

/// Gives events their stamps. A process asks its clock at each event.
public protocol EventClock: Hashable, Sendable {
  associatedtype Stamp: Hashable & Comparable & Sendable
  /// The stamp of an event that receives nothing, a sending for example.
  mutating func stamp(at now: Instant) -> Stamp
  /// The stamp of the receipt of a message that was sent with `stamp`.
  mutating func stamp(receiving stamp: Stamp, at now: Instant) -> Stamp
}

/// Stamps each event with what the machine's clock shows.
public struct WallClock: EventClock {
  public init() {}
  public func stamp(at now: Instant) -> Instant { now }
  public func stamp(receiving stamp: Instant, at now: Instant) -> Instant {
    now
  }
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 98)
public struct PageMessage<Stamp: Hashable & Sendable>: Hashable, Sendable {
  /// What to do; nil in an answer, which says that it is done.
  public var command: String?
  public var stamp: Stamp
}

extension PageMessage: CustomStringConvertible {
  public var description: String { command ?? "done" }
}

/// One line of a server's log.
public struct PageEntry<Stamp: Hashable & Comparable & Sendable>: Hashable,
  Sendable
{
  public var stamp: Stamp
  public var command: String
}

extension PageEntry: CustomStringConvertible {
  public var description: String { "\(stamp)  \(command)" }
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 125)
struct PageServer<Clock: EventClock>: Node {
  typealias Message = PageMessage<Clock.Stamp>
  var clock: Clock
  var log: [PageEntry<Clock.Stamp>] = []

  mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    guard let command = message.command else { return }
    let stamp = clock.stamp(receiving: message.stamp, at: context.now)
    log.append(PageEntry(stamp: stamp, command: command))
    let answer = Message(command: nil, stamp: clock.stamp(at: context.now))
    context.send(answer, to: sender)
  }
}

/// Something to be done by one of the servers.
struct Errand: Hashable, Sendable {
  var server: NodeID
  var command: String
}

struct Author<Clock: EventClock>: Node {
  typealias Message = PageMessage<Clock.Stamp>
  var clock: Clock
  let plan: [Errand]
  var sent = 0
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 158)
extension Author {
  mutating func start(_ context: inout Context<Self>) { sendNext(&context) }

  mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    _ = clock.stamp(receiving: message.stamp, at: context.now)
    sendNext(&context)
  }

  private mutating func sendNext(_ context: inout Context<Self>) {
    guard sent < plan.count else { return }
    let stamp = clock.stamp(at: context.now)
    let message = Message(command: plan[sent].command, stamp: stamp)
    context.send(message, to: plan[sent].server)
    sent += 1
  }
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 181)
public import Figures

/// The opening run under any kind of clock.
public struct SurpriseParty<Clock: EventClock> {
  /// Both servers' entries, sorted by their stamps.
  public let mergedLog: [PageEntry<Clock.Stamp>]
  private let trace: Trace
  private static var removal: String { "remove Bob" }

  public init(clock: Clock) {
    var system = System(messages: PageMessage<Clock.Stamp>.self)
    let friends = system.add("friends", PageServer(clock: clock))
    let posts = system.add("posts", PageServer(clock: clock))
    let plan = [
      Errand(server: friends, command: Self.removal),
      Errand(server: posts, command: "post invitation"),
    ]
    system.add("Alice", Author(clock: clock, plan: plan))
    system.clocks[friends] = ClockError(offset: .milliseconds(40))
    system.links.standard = Link(delay: .constant(.milliseconds(4)))
    let world = World(system, seed: 3)
    world.run()
    trace = world.trace
    let servers = [friends, posts].map { world[$0, as: PageServer<Clock>.self] }
    mergedLog = servers.flatMap(\.log).sorted { $0.stamp < $1.stamp }
  }

  /// Whether the post stands in the log before the removal.
  public var isReadByBob: Bool { mergedLog.last?.command == Self.removal }

  public func diagram(titled title: String) -> SpaceTimeDiagram {
    var diagram = trace.diagram
    diagram.title = title
    return diagram
  }
}
#sourceLocation()
