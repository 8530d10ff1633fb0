/// Names one operation: the client that was asked, and a number that counts that client's operations.
public struct OperationID: Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
  public let client: NodeID
  public let number: Int

  public init(client: NodeID, number: Int) {
    self.client = client
    self.number = number
  }

  public static func < (left: OperationID, right: OperationID) -> Bool {
    (left.client, left.number) < (right.client, right.number)
  }

  public var description: String { "\(client)#\(number)" }
}

/// What clients asked for and what they were told: all that a consistency checker may look at.
///
/// Entries stand in the order of their invocations. An operation that nobody answered stays pending: it
/// may have taken effect or not, now or at any later time.
public struct History<Operation: Hashable & Sendable, Response: Hashable & Sendable>:
  Hashable, Sendable
{
  /// When something happened: `position` counts invocations and responses of the whole history, so
  /// that the real-time order is total even where the clock stands still.
  public struct Moment: Hashable, Comparable, Sendable {
    public var position: Int
    public var time: Instant

    public init(position: Int, time: Instant) {
      self.position = position
      self.time = time
    }

    public static func < (left: Moment, right: Moment) -> Bool { left.position < right.position }
  }

  public struct Completion: Hashable, Sendable {
    public var response: Response
    public var moment: Moment
  }

  public struct Entry: Hashable, Sendable {
    public var id: OperationID
    public var operation: Operation
    public var invoked: Moment
    /// nil while the operation is pending.
    public var completed: Completion?

    @inlinable public var client: NodeID { id.client }
    @inlinable public var response: Response? { completed?.response }
    @inlinable public var isPending: Bool { completed == nil }

    /// Whether this operation had returned before the other was invoked.
    public func precedes(_ other: Entry) -> Bool {
      completed.map { $0.moment < other.invoked } ?? false
    }
  }

  public private(set) var entries: [Entry] = []
  /// Invocations and responses together.
  public private(set) var eventCount = 0
  private var indices: [OperationID: Int] = [:]

  public init() {}

  public mutating func invoke(_ operation: Operation, as id: OperationID, at time: Instant) {
    precondition(indices[id] == nil, "\(id) was invoked twice")
    indices[id] = entries.count
    entries.append(Entry(id: id, operation: operation, invoked: moment(at: time)))
  }

  /// Completes a pending operation.
  ///
  /// - Throws: `Misuse.Kind` if there is no such operation, or it has its answer already.
  public mutating func respond(
    _ response: Response, to id: OperationID, at time: Instant
  ) throws(Misuse.Kind) {
    guard let index = indices[id] else { throw .unknownOperation(id) }
    guard entries[index].isPending else { throw .answeredTwice(id) }
    entries[index].completed = Completion(response: response, moment: moment(at: time))
  }

  public subscript(id: OperationID) -> Entry? { indices[id].map { entries[$0] } }

  public var pending: [Entry] { entries.filter(\.isPending) }
  public var completed: [Entry] { entries.filter { !$0.isPending } }

  private mutating func moment(at time: Instant) -> Moment {
    defer { eventCount += 1 }
    return Moment(position: eventCount, time: time)
  }
}
