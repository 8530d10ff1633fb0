// Generated from Chapters/01-introduction.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest df307273869b7430

#sourceLocation(file: "Chapters/01-introduction.md", line: 525)
/// Keeps a balance and does as it is told.
public struct Account: Machine {
  public private(set) var balance = 0

  public init() {}

  public mutating func receive(
    _ message: DepositMessage
  ) -> [Action<DepositMessage>] {
    guard case .deposit(let amount) = message else { return [] }
    balance += amount
    return [.note("balance \(balance)"), .send(.done)]
  }
}
#sourceLocation(file: "Chapters/01-introduction.md", line: 544)
/// Asks for one deposit; asks again each time its patience ends unanswered.
public struct DepositClient: Machine {
  let amount: Int
  /// How long it waits for an answer; nil: forever.
  let patience: Int?
  public private(set) var isAnswered = false

  public init(amount: Int, patience: Int?) {
    (self.amount, self.patience) = (amount, patience)
  }
}
#sourceLocation(file: "Chapters/01-introduction.md", line: 561)
extension DepositClient {
  public mutating func start() -> [Action<DepositMessage>] {
    guard let patience else { return [.send(.deposit(amount))] }
    return [.send(.deposit(amount)), .wake(after: patience)]
  }

  public mutating func receive(
    _ message: DepositMessage
  ) -> [Action<DepositMessage>] {
    isAnswered = true
    return []
  }

  public mutating func wake() -> [Action<DepositMessage>] {
    isAnswered ? [] : start()
  }
}
#sourceLocation()
