/// A handler did what no driver can carry out: a defect of the node's code, not of the protocol's idea.
///
/// It ends the run as a failure that names the node, the event and the way out.
public struct Misuse: Error, Hashable, Sendable {
  public enum Kind: Error, Hashable, Sendable {
    case unknownReceiver(NodeID, of: String)
    case negativeDelay(Duration, of: String)
    case unknownOperation(OperationID)
    case answeredTwice(OperationID)
    case readClockDuringSearch
    case drewRandomnessDuringSearch
  }

  /// The name of the node whose handler ran.
  public var node: String
  /// The event that it handled.
  public var event: String
  public var kind: Kind

  public init(node: String, event: String, kind: Kind) {
    self.node = node
    self.event = event
    self.kind = kind
  }
}

extension Misuse: CustomStringConvertible {
  public var description: String { "\(node), handling \(event), \(kind.sentence)" }
}

extension Misuse.Kind {
  /// What happened and what to do about it.
  var sentence: String {
    switch self {
    case .unknownReceiver(let receiver, let message):
      "sent \(message) to \(receiver), which is no node of this system: "
        + "take receivers from context.nodes, or from what System.add returned"
    case .negativeDelay(let delay, let timer):
      "set the timer \(timer) to elapse after \(delay.wholeNanoseconds.asMilliseconds): "
        + "a delay can't be negative"
    case .unknownOperation(let id):
      "answered \(id), which it was never asked for: answer with the identifier given to invoke"
    case .answeredTwice(let id):
      "answered \(id) a second time: forget an operation once it is answered"
    case .readClockDuringSearch:
      "read its clock during a search, where no time exists: use a timer instead"
    case .drewRandomnessDuringSearch:
      "drew a random number during a search: use context.choose(from:), which the search can explore"
    }
  }
}
