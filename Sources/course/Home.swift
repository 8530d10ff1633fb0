internal import ArgumentParser
internal import Literate

struct Home: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Bring code in line with prose, then show where you are and what is next.")

  @Argument(parsing: .allUnrecognized, help: .hidden)
  var words: [String] = []

  func validate() throws {
    guard let word = words.first else { return }
    let names = Course.configuration.subcommands.compactMap {
      $0.configuration.commandName ?? "\($0)".lowercased()
    }
    let hint =
      Literate.nearest(word, among: names).map { "did you mean '\($0)'?" } ?? "see course --help"
    throw ValidationError("there is no command '\(word)'; \(hint)")
  }

  func run() throws {
    let workspace = try Workspace.current()
    print(try workspace.extract().summary)
    let overview = try Overview(workspace)
    print("\n\(overview.table)\n")
    print("Next: \(overview.nextStep)")
  }
}
