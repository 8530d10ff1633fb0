// Generated from Chapters/04-primary-backup.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 0763147b24eff21b

#sourceLocation(file: "Chapters/04-primary-backup.md", line: 3097)
public import Chapter2
public import Simulation

/// What clients and the servers of a chain say to one another.
public enum ChainMessage<Application: StateMachine>: Hashable, Sendable {
  /// To the head, or to the tail if it is a read.
  case request(Call<Application.Operation>)
  case reply(CallID, Application.Response)
  /// From each server to the next.
  case update(ChainUpdate<Application.Operation>)
  /// From each server to the one before: it and all after it have the updates
  /// up to this number.
  case stored(through: Int)
  /// From the master, who decides on the chain: a server's new neighbours.
  case neighbours(before: NodeID?, after: NodeID?)
}

/// A call in the order that the head gave it.
public struct ChainUpdate<Operation: Hashable & Sendable>: Hashable, Sendable {
  public let number: Int
  public let call: Call<Operation>
  public let client: NodeID

  public init(_ number: Int, _ call: Call<Operation>, of client: NodeID) {
    (self.number, self.call, self.client) = (number, call, client)
  }
}
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 3129)
/// A server of a chain in which nothing fails.
struct CalmChainServer: Node {
  typealias Message = ChainMessage<KeyValueStore>

  let successor: NodeID?
  var table = AtMostOnce(KeyValueStore())
  var count = 0

  init(before successor: NodeID?) { self.successor = successor }

  mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    switch message {
    case .request(let call):
      count += 1
      pass(ChainUpdate(count, call, of: sender), &context)
    case .update(let update): pass(update, &context)
    default: return
    }
  }

  private mutating func pass(
    _ update: ChainUpdate<KeyValueStore.Operation>,
    _ context: inout Context<Self>
  ) {
    let reply = table.apply(update.call)
    if let successor {
      context.send(.update(update), to: successor)
    } else if let reply {
      context.send(.reply(update.call.id, reply), to: update.client)
    }
  }
}
#sourceLocation()
