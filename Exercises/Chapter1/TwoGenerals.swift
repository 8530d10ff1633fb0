import ExerciseSupport

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

/// A delivery pattern after which exactly one general attacks: for each letter,
/// in order, whether it arrives. nil only if there is no such pattern.
///
/// It must be quick for a thousand letters. Our solution has 20 lines.
public func disaster(of plan: LetterProtocol) -> [Bool]? {
  unimplemented("disaster(of:)", returning: nil)
}
