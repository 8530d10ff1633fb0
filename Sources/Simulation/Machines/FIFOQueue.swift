/// First in, first out.
public struct FIFOQueue<Element: Hashable & Sendable>: StateMachine {
  public enum Operation: Hashable, Sendable {
    case enqueue(Element)
    case dequeue
  }

  public enum Response: Hashable, Sendable {
    case done
    /// What a `dequeue` took out; nil if the queue was empty.
    case element(Element?)
  }

  public private(set) var elements: [Element]

  public init(_ elements: [Element] = []) { self.elements = elements }

  public mutating func apply(_ operation: Operation) -> Response {
    switch operation {
    case .enqueue(let element):
      elements.append(element)
      return .done
    case .dequeue:
      return .element(elements.isEmpty ? nil : elements.removeFirst())
    }
  }

  public static func isObservation(_: Operation, answered response: Response?) -> Bool {
    response == .element(nil)
  }
}

extension FIFOQueue.Operation: CustomStringConvertible {
  public var description: String {
    switch self {
    case .enqueue(let element): "enqueue \(element)"
    case .dequeue: "dequeue"
    }
  }
}

extension FIFOQueue.Response: CustomStringConvertible {
  public var description: String {
    switch self {
    case .done: "done"
    case .element(let element): element.map { "\($0)" } ?? "nil"
    }
  }
}
