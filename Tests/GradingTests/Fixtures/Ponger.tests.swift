// Generated from Chapters/01-miniature.md.
import Chapter1
import Exercise1
import ExerciseTesting
import Simulation
import Testing

#sourceLocation(file:"Chapters/01-miniature.md",line:120)
@Suite("1.1 Ponger", .exercise) struct PongerTests {
  @Test("a ping is answered with its pong") func answers() {
    #expect(deliver([.ping(7)], to: Ponger()) == [.pong(7)])
  }
  @Test("each of many pings is answered", arguments: [2, 3]) func many(count: Int) {
    let sent = deliver(Array(repeating: .ping(count), count: count), to: Ponger())
    #expect(sent.count == count, "seed 42\nA -> B ping")
  }
  @Test("a pong is left alone") func silent() {
    #expect(deliver([.pong(1)], to: Ponger()) == [])
  }
  @Test("an answer says what was answered") func says() throws {
    #expect(answer(to: .ping(3)) == .yes(3))
    #expect(answer(to: .ping(3)) != .yes(4))
    #expect(answer(to: .pong(3)) == .no)
  }
}
#sourceLocation()
