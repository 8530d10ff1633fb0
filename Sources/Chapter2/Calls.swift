// Generated from Chapters/02-rpc.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest aa18085bbf8b0bc2

#sourceLocation(file: "Chapters/02-rpc.md", line: 874)
public import Simulation

/// A client by number, whatever becomes of the process behind it.
public struct ClientID: Hashable, Comparable, Sendable {
  public let number: Int

  public init(_ number: Int) { self.number = number }

  public init(_ node: NodeID) { number = Int(node.index) }

  public static func < (left: ClientID, right: ClientID) -> Bool {
    left.number < right.number
  }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 893)
/// Names one call forever: its retries carry the name, no other call does.
public struct CallID: Hashable, Sendable {
  public let client: ClientID
  /// Counts the lives of the client; must grow whenever it restarts.
  public let incarnation: Int
  /// Counts the calls of that life.
  public let sequence: Int

  public init(client: ClientID, incarnation: Int = 1, sequence: Int) {
    self.client = client
    self.incarnation = incarnation
    self.sequence = sequence
  }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 913)
extension CallID: Comparable {
  /// Calls of one client are ordered as it made them.
  public static func < (left: CallID, right: CallID) -> Bool {
    (left.client, left.incarnation, left.sequence)
      < (right.client, right.incarnation, right.sequence)
  }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 925)
/// An operation under the name of its call.
public struct Call<Operation: Hashable & Sendable>: Hashable, Sendable {
  public let id: CallID
  public let operation: Operation

  public init(_ id: CallID, _ operation: Operation) {
    self.id = id
    self.operation = operation
  }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 940)
/// What clients and servers of an application say to one another.
public enum CallMessage<Application: StateMachine>: Hashable, Sendable {
  case request(Call<Application.Operation>)
  case reply(CallID, Application.Response)
}

public typealias StoreMessage = CallMessage<KeyValueStore>
#sourceLocation()
