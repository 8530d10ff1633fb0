public import Chapter1
import ExerciseSupport
public import Simulation

/// Answers each ping with its pong.
public struct Ponger: Node {
  public init() {}

  public mutating func receive(_ message: Message, _ sent: inout [Message]) {
    unimplemented("Ponger.receive")
  }
}

/// What was answered.
public enum Answer: Equatable, Sendable {
  case yes(Int)
  case no
}

public func answer(to message: Message) -> Answer {
  unimplemented("answer", returning: .no)
}
