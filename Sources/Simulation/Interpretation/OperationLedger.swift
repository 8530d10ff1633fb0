/// What a node was asked for and has not answered: decides which answers count.
///
/// An operation that was pending when its node crashed stays pending for ever, and may be answered
/// still; but nobody waits for it any more, so that the next one may begin.
public struct OperationLedger: Hashable, Sendable {
  /// The number of the last operation whose turn has come. They are counted from 1.
  public private(set) var last: Int
  /// The operations that are unanswered, in ascending order.
  public private(set) var pending: [Int] = []
  /// The operation that a client in a closed loop waits for before it asks for the next one.
  public private(set) var awaited: Int?
  private let earlier: Int
  private var missed: [Int] = []

  /// - Parameter earlier: the last number that earlier lives of a real process may have used. An answer
  ///   to one of theirs is no misuse: it is told to nobody.
  public init(after earlier: Int = 0) {
    self.earlier = earlier
    last = earlier
  }

  /// Whether a client in a closed loop may ask for its next operation.
  public var isReady: Bool { awaited == nil }

  /// The node is asked for its next operation; returns its number.
  mutating func begin() -> Int {
    last += 1
    pending.append(last)
    awaited = last
    return last
  }

  /// The time of the next operation passes while the node is down: it is never asked for.
  mutating func miss() {
    last += 1
    missed.append(last)
  }

  /// The node answers: once for each operation that it was asked for.
  ///
  /// - Returns: whether that is the operation that a client in a closed loop waits for.
  /// - Throws: what is wrong with the answer.
  mutating func answer(_ operation: OperationID, by node: NodeID) throws(Misuse.Kind) -> Bool {
    let number = operation.number
    guard operation.client == node, number > 0, number <= last, !missed.contains(number) else {
      throw .unknownOperation(operation)
    }
    guard number > earlier else { return false }
    guard let index = pending.firstIndex(of: number) else { throw .answeredTwice(operation) }
    pending.remove(at: index)
    guard number == awaited else { return false }
    awaited = nil
    return true
  }

  /// The node restarts: nobody waits for what it was asked before.
  mutating func abandon() { awaited = nil }
}
