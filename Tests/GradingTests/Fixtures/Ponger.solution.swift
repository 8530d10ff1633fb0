public import Chapter1
public import Simulation

/// Answers each ping with its pong.
public struct Ponger: Node {
  private var count = 0

  public init() {}

  public mutating func receive(_ message: Message, _ sent: inout [Message]) {
    guard case .ping(let number) = message else { return }
    count += 1
    sent.append(.pong(number))
  }
}

/// What was answered.
public enum Answer: Equatable, Sendable {
  case yes(Int)
  case no
}

public func answer(to message: Message) -> Answer {
  switch message {
  case .ping(let number): .yes(number)
  case .pong: .no
  }
}
