/// An operation on a register of small numbers that begins as 0, with what it was answered.
public enum RegisterEffect: Hashable, Sendable {
  case read(Int)
  case write(Int)
  case compareAndSet(expected: Int, new: Int, isSwapped: Bool)

  /// The state after it, or nil if this state would have answered otherwise.
  func applied(to state: Int) -> Int? {
    switch self {
    case .read(let value): value == state ? state : nil
    case .write(let value): value
    case .compareAndSet(let expected, let new, let isSwapped):
      (expected == state) == isSwapped ? (isSwapped ? new : state) : nil
    }
  }

  /// The state after it, whatever the answer.
  func applied(unansweredTo state: Int) -> Int {
    switch self {
    case .read: state
    case .write(let value): value
    case .compareAndSet(let expected, let new, _): expected == state ? new : state
    }
  }
}

public struct RegisterOperation: Hashable, Sendable {
  public var effect: RegisterEffect
  public var client: Int
  public var invoked: Int
  /// nil while it is pending.
  public var returned: Int?

  public init(_ effect: RegisterEffect, client: Int, invoked: Int, returned: Int?) {
    self.effect = effect
    self.client = client
    self.invoked = invoked
    self.returned = returned
  }
}

/// The definitions, by trying all orders: no memory, no cleverness.
public enum Oracle {
  public static func isLinearizable(_ operations: [RegisterOperation]) -> Bool {
    explains(operations) { one, other in one.returned.map { $0 < other.invoked } ?? false }
  }

  public static func isSequentiallyConsistent(_ operations: [RegisterOperation]) -> Bool {
    explains(operations) { one, other in
      one.client == other.client && one.returned.map { $0 < other.invoked } ?? false
    }
  }

  /// How many of the events the shortest prefix has that isn't linearizable; nil if all are.
  public static func shortestRejectedPrefix(_ operations: [RegisterOperation]) -> Int? {
    let events = operations.flatMap { [$0.invoked, $0.returned].compactMap { $0 } }.sorted()
    return events.indices.first { last in
      let known = operations.filter { $0.invoked <= events[last] }.map { operation in
        var operation = operation
        if let end = operation.returned, end > events[last] { operation.returned = nil }
        return operation
      }
      return !isLinearizable(known)
    }.map { $0 + 1 }
  }

  private static func explains(
    _ operations: [RegisterOperation],
    _ precedes: (RegisterOperation, RegisterOperation) -> Bool
  ) -> Bool {
    let indices = operations.indices
    let before = indices.map { other in
      indices.filter { precedes(operations[$0], operations[other]) }.reduce(0) { $0 | 1 << $1 }
    }
    let answered = indices.filter { operations[$0].returned != nil }.reduce(0) { $0 | 1 << $1 }
    func extend(_ done: Int, _ state: Int) -> Bool {
      if done & answered == answered { return true }
      for index in indices where done & (1 << index) == 0 && before[index] & ~done == 0 {
        let effect = operations[index].effect
        let next =
          operations[index].returned == nil
          ? effect.applied(unansweredTo: state) : effect.applied(to: state)
        if let next, extend(done | 1 << index, next) { return true }
      }
      return false
    }
    return extend(0, 0)
  }
}
