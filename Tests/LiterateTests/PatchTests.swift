import Testing

@testable import Literate

@Suite("Patches") struct PatchTests {
  private let source = "func a() {\n  one()\n  two()\n}\n\nfunc b() {\n  one()\n}\n"

  private func apply(_ patch: String) throws -> String {
    try Patch(Array(patch.utf8)).applied(to: Array(source.utf8)).text
  }

  @Test("a hunk finds its place by its text") func place() throws {
    #expect(
      try apply(" func b() {\n-  one()\n+  three()\n").hasSuffix("func b() {\n  three()\n}\n"))
  }

  @Test("file names and line numbers may stand there") func headers() throws {
    let patch =
      "--- a\n+++ b\n@@ -1,3 +1,3 @@\n func a() {\n-  one()\n+  none()\n@@\n func b() {\n+  x()\n"
    #expect(
      try apply(patch) == "func a() {\n  none()\n  two()\n}\n\nfunc b() {\n  x()\n  one()\n}\n")
  }

  @Test("blank context lines may be empty") func blankLines() throws {
    #expect(try apply(" }\n\n-func b() {\n+func c() {\n").contains("}\n\nfunc c() {"))
  }

  @Test(
    "a patch that does not fit says why",
    arguments: [
      ("-  one()\n+  x()\n", 0, "these lines stand in the solution 2 times: show more of them"),
      ("@@\n-  four()\n", 0, "the solution has no such lines for this hunk"),
      (" func a() {\n", 0, "this patch changes nothing"),
      ("-  two()\nxx\n", 1, "a line of a patch begins with a space, '-', '+' or '@@'"),
      ("+  two()\n", 0, "this hunk only adds: show a line beside it"),
    ])
  func misfits(patch: String, line: Int, message: String) {
    #expect(throws: Patch.Misfit(line: line, message: message)) { try apply(patch) }
  }
}
