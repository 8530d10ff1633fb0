// Generated from Solutions/01-introduction.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 7791f0be4629bd8a

#sourceLocation(file: "Solutions/01-introduction.md", line: 378)
public import Chapter1

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
