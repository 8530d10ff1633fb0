import Exercise1
import ExerciseTesting
import Testing

@Suite("1.3 Once", .exercise) struct OnceTests {
  @Test("the numbers up to four make ten") func four() { #expect(sum(upTo: 4) == 10) }
}
