import Chapter1
import Exercise1
import ExerciseTesting
import Testing

@Suite("1.4 Given", .exercise) struct GivenTests {
  @Test("a ping and a pong answer each other") func answers() {
    #expect(Message.ping(7).answer == .pong(7))
    #expect(Message.pong(8).answer == .ping(8))
  }
}
