import Foundation
import Synchronization
import Testing

@testable import Literate

/// A power cut at every single change of the disk, one after another.
@Suite("Killed while writing") struct KilledWriteTests {
  /// Says to the process that dies where it works and at which change it does: a child of this one.
  private static func orders(of parent: pid_t) -> URL {
    FileManager.default.temporaryDirectory.appendingPathComponent("literate-tests-orders-\(parent)")
  }

  /// Three files, in two folders, and a stub.
  private static func chapter(_ version: Int) -> String {
    """
    # 1. A

    ```swift file=One.swift
    let one = \(version)
    ```

    ```swift test
    let two = \(version)
    ```

    ### Exercise 1.1 ★ Twice

    ```swift exercise=Twice
    let stub = \(version)
    ```

    ```swift exercise-test=Twice
    let three = \(version)
    ```

    """
  }

  private static func contents(_ package: TemporaryPackage) throws -> [String: Data] {
    try package.snapshot().filter { !$0.key.contains("/.") && !$0.key.hasPrefix(".course/") }
  }

  @Test(
    "an extraction that dies at any change leaves every file old or new, and the next one sweeps")
  func everyMoment() async throws {
    let package = try TemporaryPackage(["Chapters/01-a.md": Self.chapter(1)])
    try package.extract()
    let old = try Self.contents(package)
    try package.write("Chapters/01-a.md", Self.chapter(2))
    try package.extract()
    let new = try Self.contents(package)
    let orders = Self.orders(of: getpid())
    defer { try? FileManager.default.removeItem(at: orders) }
    // Five files: each is made and written, and then all are renamed.
    for moment in 1...15 {
      try package.write("Chapters/01-a.md", Self.chapter(1))
      try package.extract()
      try package.write("Chapters/01-a.md", Self.chapter(2))
      try Data("\(moment)\n\(package.folder.path)".utf8).write(to: orders)
      await #expect(processExitsWith: .signal(SIGKILL)) { try KilledWriteTests.extractAndDie() }
      for (path, bytes) in try Self.contents(package) where path != "Chapters/01-a.md" {
        #expect(bytes == old[path] || bytes == new[path], "\(path) is torn at change \(moment)")
      }
      // Before the first renaming everything is old, and before the last one all but the bases is new:
      // where the prose is so, too, the next extraction has nothing to write, and sweeps all the same.
      if moment <= 10 { try package.write("Chapters/01-a.md", Self.chapter(1)) }
      let hasNothingToWrite = moment <= 10 || moment == 15
      #expect(try Extraction.plan(package.files).steps.isEmpty == hasNothingToWrite)
      try package.extract()
      #expect(try Self.contents(package) == (moment <= 10 ? old : new))
      #expect(try package.snapshot().keys.filter { $0.contains(".course-") } == [])
    }
  }

  private static func extractAndDie() throws {
    let orders = try String(contentsOf: orders(of: getppid()), encoding: .utf8)
    let lines = orders.split(separator: "\n")
    let last = try #require(Int(lines[0]))
    var files = PackageFiles(root: String(lines[1]))
    let changes = Mutex(0)
    files.beforeChange = {
      let count = changes.withLock { changes in
        changes += 1
        return changes
      }
      if count == last { kill(getpid(), SIGKILL) }
    }
    try Extraction.plan(files).apply(to: files)
  }

  @Test(
    "what a killed process left is swept wherever it was, also where there is nothing to write",
    arguments: [
      "", "Chapters/", "Chapters/figures/", "Exercises/Chapter1/", "Solutions/Chapter1/",
      "Sources/Chapter1/", "Sources/Chapter9/Deep/", "Tests/Exercise1Tests/", ".course/points/",
    ])
  func sweep(_ folder: String) throws {
    let package = try TemporaryPackage(["Chapters/01-a.md": Self.chapter(1)])
    try package.extract()
    // No process has this number: it is above what any system gives.
    try package.write("\(folder).A.swift.course-2147483647", "half")
    try package.write("\(folder).B.swift.course-\(getpid())", "half, by one of our number")
    try package.extract()
    #expect(try package.snapshot().keys.filter { $0.contains(".course-") } == [])
  }

  @Test("a file that a running process has in hand is not swept, and neither is anybody's own")
  func keeps() throws {
    let package = try TemporaryPackage(["Chapters/01-a.md": Self.chapter(1)])
    let names = ["Sources/Chapter1/.A.swift.course-\(getppid())", "Chapters/.draft.course-notes"]
    for name in names { try package.write(name, "mine") }
    try package.extract()
    for name in names { #expect(try package.text(name) == "mine") }
  }
}
