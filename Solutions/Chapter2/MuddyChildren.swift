// Generated from Solutions/02-rpc.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest aa07ceaeba20dda9

#sourceLocation(file: "Solutions/02-rpc.md", line: 15)
/// What a group of children may be like, as far as all know together.
///
/// A case says for each child whether it is muddy. Each child sees all
/// foreheads but its own. Our solution has 14 lines.
public struct MuddyChildren: Sendable {
  /// The cases that nothing said aloud has ruled out.
  public private(set) var cases: [[Bool]]

  /// Every case of so many children: nothing has been said.
  public init(count: Int) {
    cases = (0..<(1 << count)).map { bits in
      (0..<count).map { bits >> $0 & 1 == 1 }
    }
  }

  /// Something true is said for all to hear: a case in which it isn't true
  /// is ruled out.
  public mutating func announce(_ fact: ([Bool]) -> Bool) {
    cases = cases.filter(fact)
  }

  /// Whether that child, if `actual` is the case, knows about itself.
  public func knowsOwn(_ child: Int, in actual: [Bool]) -> Bool {
    var other = actual
    other[child].toggle()
    return !cases.contains(other)
  }

  /// All children say at the same time whether they know, and all hear it.
  /// Returns the answers.
  public mutating func ask(in actual: [Bool]) -> [Bool] {
    let before = self
    let answers = before.answers(in: actual)
    announce { before.answers(in: $0) == answers }
    return answers
  }

  private func answers(in actual: [Bool]) -> [Bool] {
    actual.indices.map { knowsOwn($0, in: actual) }
  }
}
#sourceLocation()
