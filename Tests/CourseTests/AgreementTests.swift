import Foundation
import Literate
import Testing

/// What must hold of this very course.
@Suite struct AgreementTests {
  private static let files = PackageFiles(root: Tool.repository.path)

  @Test("prose and code agree")
  func extractCheck() throws {
    let result = try Tool.run(["extract", "--check"], in: Tool.repository)
    #expect(result.status == 0, "\(result.output)\(result.errors)")
  }

  @Test("each chapter stands in the catalogue under its number and slug")
  func catalogue() throws {
    let stems = Catalogue.entries.map(\.stem)
    for chapter in try CourseText.read(from: Self.files).chapters {
      #expect(stems.contains(chapter.stem), "\(chapter.path)")
    }
  }

  @Test("learning paths and catalogue name the same chapters")
  func paths() {
    let numbers = Catalogue.entries.map(\.number)
    #expect(numbers == Array(1...18))
    for path in Catalogue.paths {
      #expect(Set(path.chapters + path.prerequisites).isSubset(of: numbers), "\(path.name)")
      #expect(Set(path.chapters).count == path.chapters.count, "\(path.name)")
    }
  }
}
