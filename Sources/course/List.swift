internal import ArgumentParser
internal import Literate

struct List: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "The chapters, and how far you are.")

  func run() throws {
    let workspace = try Workspace.current()
    print(try Overview(workspace).table)
  }
}
