import Foundation
import Testing

@testable import Grading

@Suite("The build plan") struct BuildPlanTests {
  @Test("a module's closure is what it imports and what that imports")
  func closure() throws {
    let plan = try BuildPlan(
      ["A": ["B"], "B": ["C"], "C": [], "D": ["C"]].sorted { $0.key < $1.key }.map {
        name, imports in
        let inputs =
          ["\"/p/Sources/\(name)/x.swift\"", "\"/b/C.build/\(name).c.o\""]
          + imports.map { "\"/b/Modules/\($0).swiftmodule\"" }
        return """
            "C.\(name)-debug.module":
              tool: shell
              inputs: [\(inputs.joined(separator: ","))]
              outputs: ["/b/\(name).build/x.swift.o","/b/Modules/\(name).swiftmodule"]
              args: ["swiftc","-module-name","\(name)"]
          """
      }.joined(separator: "\n"))
    let built = plan.closure(of: ["A"])
    #expect(built.map(\.name) == ["A", "B", "C"])
    #expect(built[0].objects == ["/b/C.build/A.c.o", "/b/A.build/x.swift.o"])
    #expect(built.flatMap(\.sources) == ["A", "B", "C"].map { "/p/Sources/\($0)/x.swift" })
    #expect(throws: (any Error).self) { try BuildPlan("  \"x.module\":\n    args: [\"a\n") }
  }

  @Test(
    "a change to a module, or to one that it imports, changes the digest; to another it doesn't")
  func sources() throws {
    let package = try Folder(FixtureCourse.work.appendingPathComponent("closure").path)
    defer { package.remove() }
    for (name, text) in ["A": "public import B\n", "B": "// one\n", "C": "import A\n"] {
      try package.write(text, to: "Sources/\(name)/x.swift")
    }
    func digest() -> String { SourceClosure.digest(of: ["A"], package: package.path) }
    let before = digest()
    try package.write("// two", to: "Sources/C/x.swift")
    #expect(digest() == before)
    try package.write("// two", to: "Sources/B/x.swift")
    let after = digest()
    #expect(after != before)
    try package.write("// new", to: "Sources/A/y.swift")
    #expect(digest() != after)
  }
}
