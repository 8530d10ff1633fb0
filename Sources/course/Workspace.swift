internal import Literate

/// The package that the tool works on: the one around the current folder.
struct Workspace {
  var files: PackageFiles

  static func current() throws -> Workspace {
    guard let files = PackageFiles.enclosing(".") else {
      throw CommandFailure(
        .environment,
        "course: no course here: run it inside the folder that holds Package.swift and Chapters/")
    }
    return Workspace(files: files)
  }

  /// The chapter with that number.
  ///
  /// - Parameters:
  ///   - isWhole: whether an error in it is thrown, since what it holds is then not known.
  ///   - course: the prose, where it was read already.
  func chapter(
    _ number: Int, isWhole: Bool = true, in course: CourseText? = nil
  ) throws -> Chapter {
    let course = try course ?? CourseText.read(from: files)
    if let chapter = course.chapters.first(where: { $0.number == number }) {
      let errors = course.errors.filter { isWhole && $0.path == chapter.path }
      guard errors.isEmpty else { throw LiterateError(errors) }
      return chapter
    }
    let written = course.chapters.map { String($0.number) }.joined(separator: ", ")
    throw CommandFailure(
      .usage,
      Catalogue.entries.contains { $0.number == number }
        ? "course: chapter \(number) is not written yet; written so far: \(written)"
        : "course: there is no chapter \(number); the course has 1 to \(Catalogue.entries.count)")
  }

  /// Brings the code in line with the prose. Every command that builds does this first.
  @discardableResult
  func extract(_ policy: Extraction.Policy = .keepEdits) throws -> Extraction {
    let plan = try Extraction.plan(files, policy: policy, isSignposting: true)
    try plan.apply(to: files)
    return plan
  }
}
