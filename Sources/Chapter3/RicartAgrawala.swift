// Generated from Chapters/03-lamport-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 534aecbf9bcecc58

#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 1243)
public import Simulation

/// Mutual exclusion with one reply for each request; links may reorder.
///
/// Ricart and Agrawala, "An Optimal Algorithm for Mutual Exclusion in Computer
/// Networks", CACM 1981.
public struct RicartAgrawala: LockHolder {
  public typealias Response = LockResponse
  private var clock = LamportClock()
  /// Who has not yet replied to this process's request.
  private var missing: Set<NodeID> = []
  /// Who gets a reply when this process has left, in the order of asking.
  private var deferred: [NodeID] = []
  private var waiting: OperationID?
  public private(set) var request: Timestamp?
  public private(set) var isInside = false

  public init() {}
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 1269)
extension RicartAgrawala {
  public enum Message: Hashable, Sendable {
    case request(at: Int)
    case reply
  }
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 1280)
extension RicartAgrawala {
  private mutating func ask(_ id: OperationID, _ context: inout Context<Self>) {
    let mine = Timestamp(clock.tick(), context.id)
    (request, waiting, missing) = (mine, id, Set(context.peers))
    context.broadcast(.request(at: mine.time), to: context.peers)
    enterIfPermitted(&context)
  }

  private mutating func enterIfPermitted(_ context: inout Context<Self>) {
    guard let id = waiting, missing.isEmpty else { return }
    (waiting, isInside) = (nil, true)
    context.respond(.acquired, to: id)
  }
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 1299)
extension RicartAgrawala {
  private mutating func leave(
    _ id: OperationID, _ context: inout Context<Self>
  ) {
    (request, isInside) = (nil, false)
    context.broadcast(.reply, to: deferred)
    deferred = []
    context.respond(.released, to: id)
  }
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 1319)
extension RicartAgrawala {
  public mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    switch message {
    case .request(let time):
      clock.tick(receiving: time)
      if let request, request < Timestamp(time, sender) {
        deferred.append(sender)
      } else {
        context.send(.reply, to: sender)
      }
    case .reply:
      missing.remove(sender)
      enterIfPermitted(&context)
    }
  }
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 1469)
extension RicartAgrawala {
  public mutating func invoke(
    _ operation: LockOperation, as id: OperationID,
    _ context: inout Context<Self>
  ) {
    switch operation {
    case .acquire: ask(id, &context)
    case .release: leave(id, &context)
    }
  }
}
#sourceLocation()
