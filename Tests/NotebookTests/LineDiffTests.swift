import LineDiff
import Testing

@Suite("Differences of lines") struct LineDiffTests {
  @Test("a line that ends as on Windows is a line, and differs from one that doesn't")
  func lineEnds() {
    let same = LineDiff(from: "a\r\nb\r\n", to: "a\r\nc\r\n").unified()
    #expect(same == "@@ -1 +1 @@\n a␍\n-b␍\n+c␍")
    let other = LineDiff(from: "a\r\n", to: "a\n").unified()
    #expect(other == "@@ -1 +1 @@\n-a␍\n+a")
  }
}
