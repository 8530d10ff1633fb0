extension Chapter {
  /// The chapter's text with one more exercise: after the last one, or else at the end.
  public func inserting(exercise section: String) -> SourceText {
    let headings = MarkdownDocument(parsing: source.bytes).nodes().compactMap { node in
      if case .heading(let level, _) = node.content { (line: node.line, level: level) } else { nil }
    }
    let last = exercises.last?.line ?? 0
    // The next section begins where a heading stands as high as the exercise's, or higher.
    let next = headings.first { exercises.isEmpty ? false : $0.line > last && $0.level <= 3 }
    let end = next.map { $0.line - 1 } ?? lastLineOfText
    let line = (1...max(1, end)).last { !source.line($0).isBlank } ?? end
    return source.applying([source.insertion(section, after: line)])
  }

  /// Without the links at the foot.
  private var lastLineOfText: Int {
    source.lines.indices.map { $0 + 1 }.last {
      !source.line($0).isBlank && !Signposts.isSignpost(source.line($0))
    } ?? source.lines.count
  }
}

extension CourseText {
  /// What stands in the generated file of a solution, if somebody edited it.
  ///
  /// - Throws: `FileError` if the file is there and can't be read.
  public func editedSolution(
    of exercise: ExerciseText, _ files: PackageFiles
  ) throws(FileError) -> [UInt8]? {
    let path = "Solutions/Chapter\(exercise.chapter)/\(exercise.name).swift"
    guard let bytes = try files.read(path), let onDisk = GeneratedFileOnDisk(bytes),
      !onDisk.isPristine
    else { return nil }
    let code = onDisk.segments.flatMap(\.code)
    return code == solution(of: exercise) ? nil : code
  }
}
