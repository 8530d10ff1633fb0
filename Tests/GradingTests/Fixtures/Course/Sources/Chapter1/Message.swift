public enum Message: Hashable, Sendable {
  case ping(Int)
  case pong(Int)
}
