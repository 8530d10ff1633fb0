// Generated from Chapters/01-introduction.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 617683e3baa16f3f

#sourceLocation(file: "Chapters/01-introduction.md", line: 949)
public struct Letter: Hashable, Sendable, CustomStringConvertible {
  public var number: Int
  public var description: String { "letter \(number)" }
}

/// A general who answers each letter with the next one, up to the last, and
/// attacks if enough letters have reached him by dawn.
public struct General: Machine {
  let opens: Bool
  let lastLetter: Int
  let needed: Int
  public private(set) var received = 0

  public var attacks: Bool { received >= needed }

  public mutating func start() -> [Action<Letter>] {
    opens ? [.send(Letter(number: 1))] : []
  }

  public mutating func receive(_ letter: Letter) -> [Action<Letter>] {
    received += 1
    guard letter.number < lastLetter else { return [] }
    return [.send(Letter(number: letter.number + 1))]
  }
}
#sourceLocation()
