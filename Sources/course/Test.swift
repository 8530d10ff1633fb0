internal import ArgumentParser
internal import Literate

struct Test: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a chapter's tests and cells, building only what the chapter needs.")

  @Argument(help: "The chapter's number.")
  var number: Int

  @Argument(parsing: .captureForPassthrough, help: "Further arguments for `swift test`.")
  var rest: [String] = []

  func run() throws {
    let workspace = try Workspace.current()
    let chapter = try workspace.chapter(number)
    try workspace.extract()
    let toolchain = SwiftTools(workspace)
    try toolchain.buildProducts(of: chapter)
    try toolchain.replaceProcess(
      ["test", "--disable-xctest", "--filter", "^\(chapter.module)Tests\\."] + rest,
      environment: ["COURSE_FOCUS": "\(number)"])
  }
}
