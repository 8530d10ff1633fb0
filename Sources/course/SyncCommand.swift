internal import ArgumentParser
internal import Literate

struct SyncCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync",
    abstract: "Bring edits made in generated files back into the prose.",
    discussion: """
      Where prose and code both changed, edits that do not overlap are merged; where they overlap, \
      both are shown and nothing is written.
      """)

  func run() throws {
    let workspace = try Workspace.current()
    let sync = try Sync.plan(workspace.files)
    try sync.apply(to: workspace.files)
    for text in sync.texts { print("  updated  \(text.path)") }
    let plan = try workspace.extract(.synced(sync.editedFiles))
    print(plan.summary(besides: sync.texts.map(\.path)))
  }
}
