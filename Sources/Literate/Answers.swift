/// What the solutions say of an exercise beside its solution: a wrong turn with the whole source that
/// it leads to, or a right solution in another style.
public struct NamedSource: Sendable {
  public var name: String
  /// The block's line in the solutions.
  public var line: Int
  public var source: [UInt8]
}

extension CourseText {
  /// What stands among the solutions of an exercise's chapter.
  func solutions(beside exercise: ExerciseText) -> Chapter? {
    solutions.first { $0.number == exercise.chapter }
  }

  /// An exercise's solution, if it is written.
  public func solution(of exercise: ExerciseText) -> [UInt8]? {
    let blocks =
      solutions(beside: exercise)?.blocks.filter { $0.role == .solution(name: exercise.name) } ?? []
    return blocks.isEmpty ? nil : Array(blocks.map(\.fenced.literal).joined())
  }

  /// Right solutions of an exercise in other styles, in the order of the prose.
  public func rights(of exercise: ExerciseText) -> [NamedSource] {
    (solutions(beside: exercise)?.blocks ?? []).compactMap { block in
      guard case .right(let name, exercise.name) = block.role else { return nil }
      return NamedSource(name: name, line: block.line, source: block.fenced.literal)
    }
  }

  /// The wrong turns of an exercise, in the order of the prose.
  ///
  /// - Throws: `LiterateError` at the first one that is no patch on the solution.
  public func mutants(of exercise: ExerciseText) throws(LiterateError) -> [NamedSource] {
    guard let text = solutions(beside: exercise), let solution = solution(of: exercise) else {
      return []
    }
    var mutants: [NamedSource] = []
    for block in text.blocks {
      guard case .mutant(let name, exercise.name) = block.role else { continue }
      do throws(Patch.Misfit) {
        let source = try Patch(block.fenced.literal).applied(to: solution)
        mutants.append(NamedSource(name: name, line: block.line, source: source))
      } catch {
        throw LiterateError([
          Diagnostic(
            path: text.path, line: block.fenced.contentLine + error.line, error.message,
            hint: "a mutant is a patch on solution=\(exercise.name)")
        ])
      }
    }
    return mutants
  }
}
