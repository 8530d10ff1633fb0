// Generated from Chapters/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest cb0689fa8cca7ca8

#sourceLocation(file: "Chapters/06-consistency.md", line: 65)
public import Chapter2
public import Simulation

/// The answer to the operation of that number at this site.
public struct Answer: Hashable, Sendable {
  public var number: Int
  public var response: KeyValueStore.Response
}

/// A design of a replicated store, as it runs at each of several sites.
///
/// Both functions return an answer, if there is one to give now.
public protocol StoreDesign: Hashable, Sendable {
  associatedtype Message: Hashable & Sendable

  /// The client at this site asks for something.
  mutating func begin(
    _ operation: KeyValueStore.Operation, as number: Int,
    _ context: inout Context<Site<Self>>
  ) -> Answer?

  mutating func receive(
    _ message: Message, from sender: NodeID,
    _ context: inout Context<Site<Self>>
  ) -> Answer?
}
#sourceLocation(file: "Chapters/06-consistency.md", line: 96)
/// One place where a store runs, with the client that uses it there.
public struct Site<Design: StoreDesign>: Node {
  public typealias Message = Design.Message
  public typealias Operation = KeyValueStore.Operation
  public typealias Response = Outcome<KeyValueStore.Response>
  public enum Timer: Hashable, Sendable { case deadline }

  public private(set) var design: Design
  let patience: Duration
  /// The operation under way.
  private var waiting: OperationID?

  public init(_ design: Design, patience: Duration) {
    (self.design, self.patience) = (design, patience)
  }
}
#sourceLocation(file: "Chapters/06-consistency.md", line: 117)
extension Site {
  public mutating func invoke(
    _ operation: Operation, as id: OperationID, _ context: inout Context<Self>
  ) {
    if let waiting {
      preconditionFailure(
        "site \(context.id) waits for \(waiting) and is asked \(operation) as "
          + "\(id): schedule a client's next operation after its answer")
    }
    waiting = id
    context.set(.deadline, after: patience)
    finish(design.begin(operation, as: id.number, &context), &context)
  }

  public mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    finish(design.receive(message, from: sender, &context), &context)
  }

  public mutating func fire(_ timer: Timer, _ context: inout Context<Self>) {
    guard let id = waiting else { return }
    waiting = nil
    context.respond(.unknown, to: id)
  }

  private mutating func finish(
    _ answer: Answer?, _ context: inout Context<Self>
  ) {
    guard let answer, let id = waiting, id.number == answer.number else {
      return
    }
    waiting = nil
    context.cancel(.deadline)
    context.respond(.reply(answer.response), to: id)
  }
}
#sourceLocation()
