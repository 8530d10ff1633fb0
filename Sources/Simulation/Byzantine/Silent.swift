/// A Byzantine node that does nothing at all: to the others, crashed from the start.
public struct Silent<Message: Hashable & Sendable>: Node {
  public init() {}
}
