/// One decision of the adversary: what happens next.
///
/// A run is determined by its system, its seed and the list of its choices. Messages are named by their
/// link and by their number on it, counted from 1, so that a choice is small and needs no type.
public enum Choice: Hashable, Sendable {
  case deliver(MessageName)
  /// The message is lost.
  case lose(MessageName)
  /// The network makes a second copy of a message that is in flight.
  case duplicate(MessageName)
  /// A pending timer elapses, named by its text.
  case fire(NodeID, timer: String)
  /// A client is asked for the operation of that number, counted from 1.
  case invoke(NodeID, operation: Int)
  /// The last so many unsynced writes are lost; the first of them may leave a torn slot.
  case crash(NodeID, losing: Int, tearing: Bool)
  /// The node will crash within its next event.
  case crashDuring(NodeID, afterEffects: Int, losing: Int, tearing: Bool)
  case restart(NodeID)
  case pause(NodeID)
  case resume(NodeID)
  case cut(Fault.Direction)
  case heal(Fault.Direction)
  case clock(NodeID, ClockError)
}

/// A message by the direction in which it travels and its number among those sent in that direction.
public struct MessageName: Hashable, Sendable {
  public var sender: NodeID
  public var receiver: NodeID
  public var number: Int

  public init(from sender: NodeID, to receiver: NodeID, number: Int) {
    self.sender = sender
    self.receiver = receiver
    self.number = number
  }
}

/// A choice with its time.
public struct Step: Hashable, Sendable {
  public var time: Instant
  public var choice: Choice

  public init(at time: Instant, _ choice: Choice) {
    self.time = time
    self.choice = choice
  }
}

extension Step {
  /// One line, with the names of the nodes.
  public func description(_ roster: Roster) -> String { "\(time) \(choice.description(roster))" }
}

extension Choice {
  func description(_ roster: Roster) -> String {
    func name(_ id: NodeID) -> String { roster.name(of: id) }
    func storage(_ lost: Int, _ torn: Bool) -> String {
      (lost == 0 ? "" : ", losing \(lost) unsynced") + (torn ? ", one torn" : "")
    }
    return switch self {
    case .deliver(let message): "deliver \(message.description(roster))"
    case .lose(let message): "lose \(message.description(roster))"
    case .duplicate(let message): "duplicate \(message.description(roster))"
    case .fire(let node, let timer): "fire \(timer) at \(name(node))"
    case .invoke(let node, let number): "ask \(name(node)) for operation \(number)"
    case .crash(let node, let lost, let torn): "crash \(name(node))\(storage(lost, torn))"
    case .crashDuring(let node, let count, let lost, let torn):
      "crash \(name(node)) after \(count) effects of its next event\(storage(lost, torn))"
    case .restart(let node): "restart \(name(node))"
    case .pause(let node): "pause \(name(node))"
    case .resume(let node): "resume \(name(node))"
    case .cut(let direction): "cut \(name(direction.sender)) to \(name(direction.receiver))"
    case .heal(let direction): "heal \(name(direction.sender)) to \(name(direction.receiver))"
    case .clock(let node, let error):
      "set the clock of \(name(node)) \(error.offset.wholeNanoseconds.asMilliseconds) ahead, "
        + "\(error.partsPerMillion) ppm fast"
    }
  }
}

extension MessageName {
  func description(_ roster: Roster) -> String {
    "message \(number) from \(roster.name(of: sender)) to \(roster.name(of: receiver))"
  }
}

/// A step as it was recorded, with the message itself: in a run with fewer choices the same message may
/// have another number.
struct Decision<Message: Hashable & Sendable>: Sendable {
  var step: Step
  var message: Message?

  /// A crash within a start is chosen before any node has started.
  var isBeforeStart: Bool {
    if case .crashDuring = step.choice { step.time == .start } else { false }
  }
}
