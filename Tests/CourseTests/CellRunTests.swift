import Foundation
import Testing

/// Cells that do as recorded, and cells that don't, run as a reader runs them.
@Suite struct CellRunTests {
  private static let chapter = """
    # 1. A

    ```swift
    public let one = 1
    ```

    ```swift cell=fine
    print("one", one)
    ```

    ```output
    one 1
    ```

    ```swift cell=trap
    print("before the trap")
    precondition(one == 2, "it was a trap")
    ```

    ```output
    ```

    ```swift cell=throwing
    struct Broken: Error {}
    print("before the error")
    throw Broken()
    ```

    ```output
    ```

    ```swift cell=changed
    print("now")
    ```

    ```output
    then
    ```

    """

  @Test("a cell that takes its process down keeps no other from running, and its output is shown")
  func crash() throws {
    let course = try CourseInMiniature.make(["Chapters/01-a.md": Self.chapter])
    let result = try course.run("run", "1")
    #expect(result.status == 1)
    let lines = result.output.split(separator: "\n").filter { !$0.hasPrefix("Build") }
    #expect(
      lines.prefix(8) == [
        "── Chapters/01-a.md:9  fine", "one 1", "── Chapters/01-a.md:19  trap", "before the trap",
        "── Chapters/01-a.md:29  throwing", "before the error", "── Chapters/01-a.md:40  changed",
        "now",
      ], "\(result.output)\(result.errors)")
    let errors = result.errors
    #expect(errors.contains("Chapters/01-a.md:19:1: error: cell 'trap' crashed\n"))
    #expect(errors.contains("it was a trap"))
    #expect(errors.contains("Chapters/01-a.md:29:1: error: cell 'throwing' threw Broken()"))
    #expect(
      errors.contains(
        """
        Chapters/01-a.md:44:1: error: cell 'changed' prints something else than is recorded (recorded -, now +)
        @@ -45 +45 @@
        -then
        +now
        If the new one is right: swift run course run 1 changed --record
        """), "\(errors)")

    let recorded = try course.run("run", "1", "changed", "--record")
    #expect(recorded.status == 0, "\(recorded.errors)")
    #expect(try course.text("Chapters/01-a.md").contains("```output\nnow\n```"))
    #expect(try course.run("run", "1", "changed").status == 0)
  }
}
