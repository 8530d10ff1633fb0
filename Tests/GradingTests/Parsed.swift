import Foundation

@testable import Grading

/// Sources as the compiler parses them, under the options of the fixture's chapter.
enum Parsed {
  /// - Throws: `Compiler.Rejection` if it doesn't parse.
  static func syntax(of source: String) throws -> Syntax {
    let folder = try folder()
    defer { folder.remove() }
    return try FixtureCourse.ready.get().sum.compiler.parse(
      SourceFile(path: "F.swift", text: source), in: folder, isTrusted: true)
  }

  static func folder() throws -> Folder {
    try Folder(FixtureCourse.work.appendingPathComponent("parsed").path).unique()
  }
}
