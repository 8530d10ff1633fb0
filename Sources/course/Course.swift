internal import ArgumentParser
internal import Literate

/// The command line of the course. Each subcommand is a file of its own.
struct Course: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "course",
    abstract: "A course on distributed systems whose chapters are the program.",
    discussion: """
      Alone, it brings the code in line with the prose, then shows where you are and what is next.

      Examples:
        swift run course                 home
        swift run course run 1           the cells of chapter 1
        swift run course watch 1         its exercises, on every save
        swift run course grade 1         your points
      """,
    version: "course 0.5",
    groupedSubcommands: [
      CommandGroup(
        name: "Reading",
        subcommands: [
          Home.self, List.self, Paths.self, StatusCommand.self, Run.self, Replay.self,
          Cluster.self, CheckHistory.self,
        ]),
      CommandGroup(
        name: "Exercises",
        subcommands: [
          Watch.self, Grade.self, Hint.self, Reset.self, SolutionCommand.self, Submit.self,
        ]),
      CommandGroup(
        name: "Writing",
        subcommands: [
          Extract.self, SyncCommand.self, Test.self, CheckCommand.self, Verify.self, New.self,
          Blocks.self, PackageCommand.self,
        ]),
    ],
    defaultSubcommand: Home.self)
}

extension Course {
  /// Finds the words on the command line that should name a command and don't.
  ///
  /// ArgumentParser would hand them to the default command, or answer `help` to anything.
  static func check(_ words: [String]) throws(CommandFailure) {
    let isHelp = words.first == "help"
    var command: any ParsableCommand.Type = Course.self
    for word in words.dropFirst(isHelp ? 1 : 0) {
      let commands = command.configuration.subcommands
      guard !word.hasPrefix("-"), !commands.isEmpty else { return }
      guard let next = commands.first(where: { name(of: $0) == word }) else {
        let known = commands.map(name) + (command == Course.self ? ["help"] : [])
        let hint =
          Literate.nearest(word, among: known).map { "did you mean '\($0)'?" }
          ?? (command == Course.self
            ? "see course --help" : "there is \(known.joined(separator: ", "))")
        throw CommandFailure(.usage, "course: there is no command '\(word)'; \(hint)")
      }
      command = next
    }
  }

  private static func name(of command: any ParsableCommand.Type) -> String {
    command.configuration.commandName ?? "\(command)".lowercased()
  }
}
