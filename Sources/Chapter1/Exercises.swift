// Generated from Chapters/01-introduction.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 7fe0f1b77baa67f1

#sourceLocation(file: "Chapters/01-introduction.md", line: 2402)
/// What the adversary may do on one link.
public struct LinkPolicy: Hashable, Sendable {
  /// Ticks that a copy travels.
  public var delay: ClosedRange<Int>
  /// The probability that a message is lost, with all its copies.
  public var loss: Double
  /// The probability that a message that isn't lost arrives twice.
  public var duplication: Double

  public init(
    delay: ClosedRange<Int>, loss: Double = 0, duplication: Double = 0
  ) {
    (self.delay, self.loss, self.duplication) = (delay, loss, duplication)
  }
}
#sourceLocation(file: "Chapters/01-introduction.md", line: 2622)
/// A protocol of two generals: letters go in turns, the odd ones from A to B,
/// the even ones from B to A, each at its own hour whatever has arrived; at
/// dawn a table tells each general, by how many letters reached him, whether
/// to attack.
public struct LetterProtocol: Hashable, Sendable {
  /// How many letters are sent in all.
  public var letters: Int
  /// Whether A attacks who received 0, 1, 2, … letters.
  public var attacksA: [Bool]
  /// Whether B attacks who received 0, 1, 2, … letters.
  public var attacksB: [Bool]

  /// `attacksA` has `letters / 2 + 1` entries, `attacksB` has
  /// `(letters + 1) / 2 + 1`.
  public init(letters: Int, attacksA: [Bool], attacksB: [Bool]) {
    self.letters = letters
    (self.attacksA, self.attacksB) = (attacksA, attacksB)
  }
}
#sourceLocation(file: "Chapters/01-introduction.md", line: 2779)
/// What a detector has changed its mind about.
public enum DetectorChange: Hashable, Sendable {
  case suspects(Int)
  case trusts(Int)
}
#sourceLocation(file: "Chapters/01-introduction.md", line: 3171)
/// One move of the adversary.
public enum AdversaryMove<Message: Hashable & Sendable>: Hashable, Sendable {
  case deliver(Message, to: Side)
  case lose(Message, to: Side)
  /// A message on its way gets a twin.
  case duplicate(Message, to: Side)
  /// A pending alarm rings.
  case ring(Side)
}

/// How many messages may be lost and duplicated in a run.
public struct ExplorationBudget: Hashable, Sendable {
  public var losses: Int
  public var duplicates: Int

  public init(losses: Int = 0, duplicates: Int = 0) {
    (self.losses, self.duplicates) = (losses, duplicates)
  }
}
#sourceLocation(file: "Chapters/01-introduction.md", line: 3195)
public enum ExplorationVerdict<Message: Hashable & Sendable>: Hashable,
  Sendable
{
  /// The invariant holds in every state that can be reached.
  case holds
  /// A shortest run to a state in which it doesn't.
  case fails([AdversaryMove<Message>])
  /// It holds as deep as we looked, but there are states beyond.
  case inconclusive
}

public struct Exploration<Message: Hashable & Sendable>: Hashable, Sendable {
  public var verdict: ExplorationVerdict<Message>
  /// How many different states were found, the first one included.
  public var states: Int

  public init(verdict: ExplorationVerdict<Message>, states: Int) {
    (self.verdict, self.states) = (verdict, states)
  }
}
#sourceLocation()
