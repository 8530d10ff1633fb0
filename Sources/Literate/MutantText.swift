internal import LineDiff

extension CourseText {
  /// Writes a wrong turn of an exercise into its solutions: the difference between the solution and
  /// `source`, as a block after the exercise's last one.
  ///
  /// - Throws: `LiterateError` if there is no solution, if the two are the same, or if the name is
  ///   taken.
  public func adding(
    mutant name: String, _ source: [UInt8], to exercise: ExerciseText
  ) throws(LiterateError) -> SourceText {
    guard let text = solutions(beside: exercise), let solution = solution(of: exercise),
      let last = text.blocks.last(where: { $0.belongs(to: exercise) })
    else {
      throw LiterateError([
        Diagnostic(
          path: "Solutions/Chapter\(exercise.chapter)", line: 1,
          "exercise \(exercise.label) has no solution yet",
          hint: "write it as ```swift solution=\(exercise.name)")
      ])
    }
    let patch: [UInt8]
    do throws(Patch.Misfit) {
      patch = try Patch.text(from: solution, to: source)
    } catch {
      throw LiterateError([
        Diagnostic(path: text.path, line: last.line, error.message)
      ])
    }
    let isFirst = !text.blocks.contains { $0.isMutant(of: exercise) }
    let section = """

      \(isFirst ? "### Wrong turns\n\n" : "")Say who takes this turn, and what it breaks.

      ```diff mutant=\(name) of=\(exercise.name)
      \(patch.text)```

      """
    let edit = text.source.insertion(section, after: last.fenced.endLine)
    return text.source.applying([edit])
  }

  /// The names of an exercise's wrong turns, in the order of the prose.
  public func mutantNames(of exercise: ExerciseText) -> [String] {
    (solutions(beside: exercise)?.blocks ?? []).compactMap { block in
      if case .mutant(let name, exercise.name) = block.role { name } else { nil }
    }
  }
}

extension Block {
  fileprivate func isMutant(of exercise: ExerciseText) -> Bool {
    if case .mutant(_, exercise.name) = role { true } else { false }
  }

  fileprivate func belongs(to exercise: ExerciseText) -> Bool {
    if case .right(_, exercise.name) = role { return true }
    return role == .solution(name: exercise.name) || isMutant(of: exercise)
  }
}

extension Patch {
  /// The patch that turns one text into another, with as much around each change as it takes to find
  /// its place.
  ///
  /// - Throws: ``Misfit`` if there is nothing to change.
  static func text(from old: [UInt8], to new: [UInt8]) throws(Misfit) -> [UInt8] {
    let diff = LineDiff(from: old.text, to: new.text)
    for context in 1..<(old.count { $0 == Ascii.newline } + 3) {
      let text = Array(diff.patch(context: context).utf8)
      let patch = try Patch(text)
      do throws(Misfit) {
        if try patch.applied(to: old) == new { return text }
      } catch { continue }
    }
    throw Misfit(line: 0, message: "this change can't be written as a patch on the solution")
  }
}
