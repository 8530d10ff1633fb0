public import Chapter1

extension Message {
  public var answer: Message {
    switch self {
    case .ping(let number): .pong(number)
    case .pong(let number): .ping(number)
    }
  }
}
