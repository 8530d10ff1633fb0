import Testing

@testable import Grading

/// A submission that tries to cheat or to break the grader, and what becomes of it.
struct Hostile: Sendable, CustomTestStringConvertible {
  /// What it tries.
  var name: String
  var source: String
  var verdict: Verdict
  /// What the student is told, in part, and at which line.
  var says: String
  var line: Int?

  var testDescription: String { name }

  /// The exercise that it is an answer to.
  func target(in ready: FixtureCourse.Ready) -> PreparedExercise {
    if source.contains("sum(upTo") { return ready.sum }
    return source.contains("var answer") ? ready.given : ready.ponger
  }

  /// An answer to the exercise *Sum* that solves nothing of it.
  static func sum(
    _ name: String, _ verdict: Verdict, says: String, line: Int? = nil, imports: String = "",
    top: String = "", body: String = "return -1"
  ) -> Hostile {
    let source = """
      \(imports)
      public func sum(upTo last: Int) -> Int { work(last) }
      private func work(_ last: Int) -> Int {
        \(body)
      }
      \(top)
      """
    return Hostile(name: name, source: source, verdict: verdict, says: says, line: line)
  }

  /// An answer to the exercise *Ponger* that solves nothing of it.
  static func ponger(
    _ name: String, _ verdict: Verdict, says: String, line: Int? = nil, top: String,
    members: String = ""
  ) -> Hostile {
    let source = """
      public import Chapter1
      public import Simulation
      public struct Ponger: Node {
        public init() {}
        public mutating func receive(_ message: Message, _ sent: inout [Message]) { sent = [.ping(0)] }
        \(members)
      }
      public enum Answer: Equatable, Sendable { case yes(Int), no }
      public func answer(to message: Message) -> Answer { .yes(0) }
      \(top)
      """
    return Hostile(name: name, source: source, verdict: verdict, says: says, line: line)
  }
}
