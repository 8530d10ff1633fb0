internal import ArgumentParser
internal import Literate

struct Cluster: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a chapter's nodes as real processes on loopback.",
    discussion: """
      Servers are killed, paused or cut off while clients use them; the chapter says what is shown.
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
      throw CommandFailure(
        .usage, "course: chapter \(number) has no nodes for a real network; these have: \(known)")
    }
    let build = SwiftBuild(workspace, .whole)
    let product = "cluster-\(number)"
    try build.run(["--product", product], as: "building \(product)")
    try SwiftTools.replaceProcess(build.folder + "/debug/" + product, [])
  }
}
