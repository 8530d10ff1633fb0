import Foundation
import Testing

@testable import Literate

/// Errors come up at the line of the prose, as the real toolchain prints them.
@Suite(.serialized) struct CompilerTests {
  private static let manifest = """
    // swift-tools-version: 6.0
    import PackageDescription

    let package = Package(
      name: "fixture",
      targets: [
        .target(name: "Chapter1"),
        .testTarget(name: "Chapter1Tests", dependencies: ["Chapter1"]),
      ])

    """

  private static let chapter = """
    # 1. A chapter with faults

    ```swift
    public func one() -> Int { 1 }
    ```

    - A list:

      ```swift file=Other.swift
      public func two() -> Int {
        2
      }
      ```

    Tests.

    ```swift test
    import Testing
    import Chapter1

    @Suite struct NumberTests {
      @Test("one is one") func oneIsOne() {
        #expect(one() == 1)
        #expect(two() == 1)
      }
    }
    ```

    """

  /// Line 11 of the chapter, in a list, becomes a type error.
  @Test("a type error in a block is reported at its line of the chapter")
  func typeError() throws {
    let text = Self.chapter.replacingOccurrences(of: "    2\n", with: "    \"two\"\n")
    let package = try TemporaryPackage(["Package.swift": Self.manifest, "Chapters/01-a.md": text])
    try package.extract()
    let result = try Toolchain.call(
      [
        "swiftc", "-typecheck", "-module-name", "Chapter1", "Sources/Chapter1/Chapter1.swift",
        "Sources/Chapter1/Other.swift",
      ], in: package.folder)
    #expect(result.status != 0)
    #expect(
      result.output.contains("Chapters/01-a.md:11:3: error: cannot convert return expression"),
      "\(result.output)")
    #expect(!result.output.contains("Sources/Chapter1/Other.swift:"), "\(result.output)")
  }

  @Test("a failing expectation names its line of the chapter, and so does a build's error")
  func failingExpectation() throws {
    let package = try TemporaryPackage([
      "Package.swift": Self.manifest, "Chapters/01-a.md": Self.chapter,
    ])
    try package.extract()
    let failing = try Toolchain.call(["swift", "test", "--disable-xctest"], in: package.folder)
    #expect(failing.status != 0)
    #expect(failing.output.contains("01-a.md:24:5: Expectation failed"), "\(failing.output)")

    try package.edit("Chapters/01-a.md", "func one() -> Int { 1 }", "func one() -> Int { true }")
    try package.extract()
    let broken = try Toolchain.call(["swift", "build"], in: package.folder)
    #expect(broken.status != 0)
    #expect(
      broken.output.contains("Chapters/01-a.md:4:28: error: cannot convert"), "\(broken.output)")
  }
}
