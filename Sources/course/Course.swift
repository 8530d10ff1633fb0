internal import ArgumentParser

/// The command line of the course. Each subcommand is a file of its own.
struct Course: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "course",
    abstract: "A course on distributed systems whose chapters are the program.",
    discussion: """
      Alone, it brings the code in line with the prose, then shows where you are and what is next.

      Examples:
        swift run course                 home
        swift run course test 1          the tests of chapter 1
        swift run course extract         prose to code
        swift run course sync            edits in generated files, back into the prose
      """,
    subcommands: [
      Home.self, List.self, Paths.self, Extract.self, SyncCommand.self, Run.self,
      Test.self, Watch.self, Grade.self, Hint.self, Reset.self, SolutionCommand.self, Replay.self,
      Verify.self, Cluster.self, CheckCommand.self, CheckHistory.self, Blocks.self, New.self,
      Submit.self, PackageCommand.self,
    ],
    defaultSubcommand: Home.self)
}
