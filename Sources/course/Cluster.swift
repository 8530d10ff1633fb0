internal import ArgumentParser
internal import Literate

struct Cluster: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a chapter's nodes as real processes on loopback.",
    discussion: """
      Chapter 2: a server is killed and started again while its client appends to a log.
      Chapter 7: acceptors are killed and started again while proposers compete for one value.
      The network packages are built for this command alone.
      """)

  /// The chapters that `cluster` knows; asked here first, because building it takes a while.
  private static let chapters = [2, 7]

  @Argument(help: "The chapter's number.")
  var number: Int

  func run() throws {
    guard Self.chapters.contains(number) else {
      let known = Self.chapters.map { "\($0)" }.joined(separator: ", ")
      throw Failure(
        .usage, "course: chapter \(number) has no nodes for a real network; these have: \(known)")
    }
    let workspace = try Workspace.current()
    try Toolchain(workspace).replaceProcess(
      ["run", "--quiet", "cluster", "\(number)"], environment: [:])
  }
}
