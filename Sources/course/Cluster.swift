internal import ArgumentParser
internal import Literate

struct Cluster: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a chapter's nodes as real processes on loopback.",
    discussion: """
      Chapter 2: a server is killed and started again while its client appends to a log.
      The network packages are built for this command alone.
      """)

  @Argument(help: "The chapter's number; so far 2.")
  var number: Int

  func run() throws {
    guard number == 2 else {
      throw Failure(.usage, "course: chapter \(number) has no nodes for a real network; 2 has")
    }
    let workspace = try Workspace.current()
    try Toolchain(workspace).replaceProcess(["run", "--quiet", "cluster", "2"], environment: [:])
  }
}
