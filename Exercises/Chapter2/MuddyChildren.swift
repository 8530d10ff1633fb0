internal import ExerciseSupport

/// What a group of children may be like, as far as all know together.
///
/// A case says for each child whether it is muddy. Each child sees all
/// foreheads but its own. Our solution has 14 lines.
public struct MuddyChildren: Sendable {
  /// The cases that nothing said aloud has ruled out.
  public private(set) var cases: [[Bool]]

  /// Every case of so many children: nothing has been said.
  public init(count: Int) {
    cases = unimplemented("MuddyChildren.init", returning: [])
  }

  /// Something true is said for all to hear: a case in which it isn't true
  /// is ruled out.
  public mutating func announce(_ fact: ([Bool]) -> Bool) {
    unimplemented("MuddyChildren.announce")
  }

  /// Whether that child, if `actual` is the case, knows about itself.
  public func knowsOwn(_ child: Int, in actual: [Bool]) -> Bool {
    unimplemented("MuddyChildren.knowsOwn", returning: false)
  }

  /// All children say at the same time whether they know, and all hear it.
  /// Returns the answers.
  public mutating func ask(in actual: [Bool]) -> [Bool] {
    unimplemented("MuddyChildren.ask", returning: [])
  }
}
