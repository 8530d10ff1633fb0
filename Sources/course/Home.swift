internal import ArgumentParser
internal import Literate

struct Home: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Bring code in line with prose, then show where you are and what is next.")

  func run() throws {
    let workspace = try Workspace.current()
    print(try workspace.extract().summary())
    let overview = try Overview(workspace)
    print("\n\(overview.table)\n")
    print("Next: \(overview.nextStep())".wrapped())
  }
}
