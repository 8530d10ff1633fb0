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

  @Argument(help: "The chapter's number.")
  var number: Int

  func run() throws {
    let workspace = try Workspace.current()
    // The manifest is asked first, because building takes a while.
    let rows = try Manifest.read(from: workspace.files)?.rows ?? []
    guard rows.contains(where: { $0.number == number && $0.cluster }) else {
      let known = rows.filter(\.cluster).map { "\($0.number)" }.joined(separator: ", ")
      throw Failure(
        .usage, "course: chapter \(number) has no nodes for a real network; these have: \(known)")
    }
    try Toolchain(workspace).replaceProcess(
      ["run", "--quiet", "cluster", "\(number)"], environment: [:])
  }
}
