import Exercise1
import ExerciseTesting
import Testing

#sourceLocation(file:"Chapters/01-miniature.md",line:200)
@Suite("1.2 Sum", .exercise) struct SumTests {
  @Test("the numbers up to four make ten") func four() { #expect(sum(upTo: 4) == 10) }
  @Test("there is nothing up to zero") func zero() { #expect(sum(upTo: 0) == 0) }
  @Test("the numbers up to a hundred make 5050") func hundred() {
    #expect(sum(upTo: 100) == 5050)
  }
}
#sourceLocation()
