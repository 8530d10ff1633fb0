internal import ArgumentParser
internal import Literate

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Lint the chapters.",
    discussion: """
      Checks that prose and code agree, that every block parses on its own, that every cell is \
      recorded and every figure shown, that the manifest's table is that of the prose, and that blocks \
      can be taken in. Errors exit with 1; warnings do so with --strict; how long a cell took is only noted.
      """)

  @Flag(help: "Warnings count, too.")
  var strict = false

  func run() throws {
    let workspace = try Workspace.current()
    let plan = try Extraction.plan(workspace.files, isSignposting: true)
    guard plan.errors.isEmpty else { throw LiterateError(plan.errors) }
    var found = plan.diagnostics
    found += plan.steps.filter { $0.path != Manifest.path }.map { step in
      Diagnostic(
        path: step.path, line: 1, "disagrees with the prose", hint: "swift run course extract")
    }
    found += try misplacedRows(workspace, plan.course.chapters)
    found += try ReadmeTable(workspace.files)?.diagnostics(for: plan.course.chapters) ?? []
    for chapter in plan.course.chapters { found += lint(chapter, workspace) }
    found += misfits(plan.course)
    found += try BlockParser.diagnostics(for: plan.course.all)
    report(found.inSourceOrder(), plan)
    let fails = found.contains { $0.severity == .error || strict && $0.severity == .warning }
    if fails { throw ExitCode(Status.fallsShort.rawValue) }
  }

  private func misplacedRows(
    _ workspace: Workspace, _ chapters: [Chapter]
  ) throws -> [Diagnostic] {
    if let manifest = try Manifest.read(from: workspace.files) {
      return manifest.diagnostics(for: chapters)
    }
    return [
      Diagnostic(
        path: Manifest.path, line: 1, "there is no table of chapters",
        hint: "write let chapters: [Chapter] = [, the rows, and ] on lines of their own")
    ]
  }

  private func lint(_ chapter: Chapter, _ workspace: Workspace) -> [Diagnostic] {
    let pictures = workspace.files.list("Chapters/figures").filter { $0.hasSuffix(".svg") }
    var seconds: [String: Double] = [:]
    for cell in chapter.cells {
      let path = ".course/times/\(chapter.paddedNumber)-\(cell.name)"
      let text = (try? workspace.files.read(path)).flatMap { $0 }.map {
        String(decoding: $0, as: UTF8.self)
      }
      if let milliseconds = text.flatMap({ Double($0.filter(\.isNumber)) }) {
        seconds[cell.name] = milliseconds / 1000
      }
    }
    return Lint.diagnostics(for: chapter, pictures: pictures, seconds: seconds)
  }

  /// Wrong turns that are no patches on their solutions.
  private func misfits(_ course: CourseText) -> [Diagnostic] {
    course.chapters.flatMap(\.exercises).flatMap { exercise -> [Diagnostic] in
      do throws(LiterateError) {
        _ = try course.mutants(of: exercise)
        return []
      } catch {
        return error.diagnostics
      }
    }
  }

  private func report(_ found: [Diagnostic], _ plan: Extraction) {
    for diagnostic in found { Terminal.error(diagnostic.description) }
    let sketches = plan.course.all.flatMap(\.blocks).count(where: \.isSketch)
    let errors = found.count { $0.severity == .error }
    let warnings = found.count { $0.severity == .warning }
    let parts = [
      Terminal.count(plan.course.chapters.count, "chapter"),
      Terminal.count(plan.blockCount, "block"),
      Terminal.count(sketches, "sketch", plural: "sketches"),
      Terminal.count(errors, "error"),
      Terminal.count(warnings, "warning"),
    ]
    print(parts.joined(separator: ", "))
  }
}
