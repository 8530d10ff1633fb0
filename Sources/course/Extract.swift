internal import ArgumentParser
internal import Literate

struct Extract: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Bring the code in line with the prose.",
    discussion: """
      Reads Chapters/ and Solutions/, and writes the files that changed, each as a whole. Chapters get \
      their links to one another, and a line above each cell and stub. An error anywhere means that no \
      file is touched. A generated file that was edited by hand is never overwritten: take the edit \
      into the prose with `course sync`, or drop it with --force.
      """)

  @Flag(help: "Write nothing; show a diff and exit 1 where prose and code disagree.")
  var check = false

  @Flag(help: "With --check: the exercises' files must be the chapters' stubs, too.")
  var stubs = false

  @Flag(help: "Overwrite generated files that were edited by hand.")
  var force = false

  func validate() throws {
    if check && force { throw ValidationError("--check writes nothing, so --force has no meaning") }
    if stubs && !check { throw ValidationError("--stubs goes with --check") }
  }

  func run() throws {
    let workspace = try Workspace.current()
    let plan = try Extraction.plan(
      workspace.files, policy: force || check ? .force : .keepEdits, isSignposting: true)
    for warning in plan.diagnostics where warning.severity == .warning {
      Terminal.error(warning.description)
    }
    guard plan.errors.isEmpty else { throw LiterateError(plan.errors) }
    if check { return try report(plan, workspace) }
    try plan.apply(to: workspace.files)
    print(plan.summary())
  }

  private func report(_ plan: Extraction, _ workspace: Workspace) throws {
    let edited = stubs ? try plan.editedStubs(workspace.files) : []
    for step in plan.steps {
      print("\(step.path) disagrees with the prose (-), which says (+)\n\(step.diff())\n")
    }
    for path in edited { print("\(path) is not the chapter's stub") }
    let count = plan.steps.count + edited.count
    guard count == 0 else {
      throw CommandFailure(
        .fallsShort,
        "\(Terminal.count(count, "file")) out of step: run `swift run course extract`, or `swift run course sync` to keep edits made in the code"
      )
    }
    print(plan.summary())
  }
}

extension Extraction {
  /// What was done, in a sentence or a short list.
  ///
  /// - Parameter told: the files that a command has spoken of already.
  func summary(besides told: [String] = []) -> String {
    let agree = "\(Terminal.count(blockCount, "block")) and \(Terminal.count(fileCount, "file"))"
    guard !steps.isEmpty else { return "Prose and code agree: \(agree)." }
    let lines = steps.filter { !told.contains($0.path) }.map { step in
      switch step.change {
      case .create: "  wrote    \(step.path)"
      case .update: "  updated  \(step.path)"
      case .remove: "  removed  \(step.path)"
      }
    }
    return (lines + ["Prose and code agree again: \(agree)."]).joined(separator: "\n")
  }
}
