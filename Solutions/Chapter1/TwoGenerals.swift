// Generated from Solutions/01-introduction.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest d4e966e9815b2cb0

#sourceLocation(file: "Solutions/01-introduction.md", line: 365)
public struct LetterProtocol: Hashable, Sendable {
  public var letters: Int
  public var attacksA: [Bool]
  public var attacksB: [Bool]

  public init(letters: Int, attacksA: [Bool], attacksB: [Bool]) {
    self.letters = letters
    (self.attacksA, self.attacksB) = (attacksA, attacksB)
  }
}

public func disaster(of plan: LetterProtocol) -> [Bool]? {
  for (toA, attacksA) in plan.attacksA.enumerated() {
    for (toB, attacksB) in plan.attacksB.enumerated() where attacksA != attacksB {
      return (0..<plan.letters).map { index in
        // Letters 0, 2, 4, … of the array are the odd ones: they go to B.
        let place = index / 2
        return index.isMultiple(of: 2) ? place < toB : place < toA
      }
    }
  }
  return nil
}
#sourceLocation()
