// Generated from Chapters/01-introduction.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 97a88b1355525b05

#sourceLocation(file: "Chapters/01-introduction.md", line: 330)
/// A stream of pseudo-random numbers: the same seed, the same numbers.
///
/// SplitMix64: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number
/// Generators", OOPSLA 2014.
public struct Generator: Hashable, Sendable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }
}
#sourceLocation(file: "Chapters/01-introduction.md", line: 345)
extension Generator {
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
#sourceLocation(file: "Chapters/01-introduction.md", line: 362)
extension Generator {
  /// A number in `0..<1`.
  public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// True with the given probability. Draws one number, whatever comes out.
  public mutating func chance(_ probability: Double) -> Bool {
    unit() < probability
  }

  /// A whole number of the range, all about equally likely.
  public mutating func number(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }
}
#sourceLocation(file: "Chapters/01-introduction.md", line: 385)
/// What is going to happen, soonest first.
struct EventQueue<Event> {
  private var waiting: [(time: Int, number: Int, event: Event)] = []
  private var scheduled = 0

  mutating func schedule(_ event: Event, at time: Int) {
    waiting.append((time, scheduled, event))
    scheduled += 1
  }
}
#sourceLocation(file: "Chapters/01-introduction.md", line: 404)
extension EventQueue {
  mutating func next() -> (time: Int, event: Event)? {
    let first = waiting.indices.min {
      (waiting[$0].time, waiting[$0].number)
        < (waiting[$1].time, waiting[$1].number)
    }
    guard let first else { return nil }
    let next = waiting.remove(at: first)
    return (next.time, next.event)
  }
}
#sourceLocation(file: "Chapters/01-introduction.md", line: 424)
/// A network that delays every message and loses some.
public struct LossyNetwork: Sendable {
  private let loss: Loss
  private let delay: ClosedRange<Int>
  private var generator: Generator
  private var sent = 0

  public init(
    losing loss: Loss, delay: ClosedRange<Int> = 2...8, seed: UInt64 = 0
  ) {
    (self.loss, self.delay) = (loss, delay)
    generator = Generator(seed: seed)
  }
}
#sourceLocation(file: "Chapters/01-introduction.md", line: 443)
extension LossyNetwork {
  public enum Loss: Hashable, Sendable {
    case probability(Double)
    case messages([Int])
  }
}
#sourceLocation(file: "Chapters/01-introduction.md", line: 459)
extension LossyNetwork {
  /// Takes a message at `time`; returns when it arrives, nil if never.
  mutating func carry(at time: Int) -> Int? {
    sent += 1
    let arrival = time + generator.number(in: delay)
    let luck = generator.unit()
    return loses(sent, luck: luck) ? nil : arrival
  }

  private func loses(_ message: Int, luck: Double) -> Bool {
    switch loss {
    case .probability(let probability): luck < probability
    case .messages(let numbers): numbers.contains(message)
    }
  }
}
#sourceLocation(file: "Chapters/01-introduction.md", line: 483)
/// A program that reacts. It is a value: it can be copied and compared.
public protocol Machine<Message>: Hashable, Sendable {
  associatedtype Message: Hashable & Sendable & CustomStringConvertible
  mutating func start() -> [Action<Message>]
  mutating func receive(_ message: Message) -> [Action<Message>]
  mutating func wake() -> [Action<Message>]
}
#sourceLocation(file: "Chapters/01-introduction.md", line: 496)
/// What a machine asks the world for.
public enum Action<Message: Hashable & Sendable>: Hashable, Sendable {
  /// Sends to the other machine.
  case send(Message)
  /// Rings the alarm after a while.
  case wake(after: Int)
  /// Leaves a remark in the log.
  case note(String)
}
#sourceLocation(file: "Chapters/01-introduction.md", line: 514)
extension Machine {
  public mutating func start() -> [Action<Message>] { [] }
  public mutating func receive(_ message: Message) -> [Action<Message>] { [] }
  public mutating func wake() -> [Action<Message>] { [] }
}
#sourceLocation(file: "Chapters/01-introduction.md", line: 585)
/// One line of a run's log.
public struct LogEntry: Hashable, Sendable {
  public enum Event: Hashable, Sendable {
    /// `arrival` is nil for a message that is lost.
    case sends(String, arrival: Int?)
    case receives(String)
    case wakes
    case notes(String)
  }

  public var time: Int
  public var side: Side
  public var name: String
  public var event: Event
}
#sourceLocation(file: "Chapters/01-introduction.md", line: 606)
/// Which of the two machines.
public enum Side: Int, Hashable, Sendable {
  case left, right

  public var other: Side { self == .left ? .right : .left }
}
#sourceLocation(file: "Chapters/01-introduction.md", line: 617)
/// Two machines, the network between them, and a log of all that happens.
public struct ToyWorld<Left: Machine, Right: Machine>
where Left.Message == Right.Message {
  public typealias Message = Left.Message
  public private(set) var left: Left
  public private(set) var right: Right
  public private(set) var log: [LogEntry] = []
  let names: [String]
  private var network: LossyNetwork
  private var queue = EventQueue<Occurrence>()

  public init(
    _ leftName: String, _ left: Left, _ rightName: String, _ right: Right,
    network: LossyNetwork
  ) {
    (self.left, self.right, self.network) = (left, right, network)
    names = [leftName, rightName]
  }
}
#sourceLocation(file: "Chapters/01-introduction.md", line: 641)
extension ToyWorld {
  private enum Occurrence {
    case arrival(Message, at: Side)
    case alarm(of: Side)
  }

  /// Runs until nothing is left to happen, or until `end`.
  public mutating func run(until end: Int = 1_000) {
    perform(left.start(), by: .left, at: 0)
    perform(right.start(), by: .right, at: 0)
    while let (time, event) = queue.next(), time <= end {
      handle(event, at: time)
    }
  }
}
#sourceLocation(file: "Chapters/01-introduction.md", line: 661)
extension ToyWorld {
  private mutating func handle(_ event: Occurrence, at time: Int) {
    switch event {
    case .arrival(let message, let side):
      write(.receives("\(message)"), by: side, at: time)
      let actions =
        side == .left ? left.receive(message) : right.receive(message)
      perform(actions, by: side, at: time)
    case .alarm(let side):
      write(.wakes, by: side, at: time)
      perform(side == .left ? left.wake() : right.wake(), by: side, at: time)
    }
  }
}
#sourceLocation(file: "Chapters/01-introduction.md", line: 682)
extension ToyWorld {
  private mutating func perform(
    _ actions: [Action<Message>], by side: Side, at time: Int
  ) {
    for action in actions {
      switch action {
      case .send(let message): send(message, from: side, at: time)
      case .wake(let delay):
        queue.schedule(.alarm(of: side), at: time + delay)
      case .note(let text): write(.notes(text), by: side, at: time)
      }
    }
  }
}
#sourceLocation(file: "Chapters/01-introduction.md", line: 702)
extension ToyWorld {
  private mutating func send(
    _ message: Message, from side: Side, at time: Int
  ) {
    let arrival = network.carry(at: time)
    write(.sends("\(message)", arrival: arrival), by: side, at: time)
    guard let arrival else { return }
    queue.schedule(.arrival(message, at: side.other), at: arrival)
  }

  private mutating func write(
    _ event: LogEntry.Event, by side: Side, at time: Int
  ) {
    let name = names[side.rawValue]
    log.append(LogEntry(time: time, side: side, name: name, event: event))
  }
}
#sourceLocation()
