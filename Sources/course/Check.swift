internal import ArgumentParser
internal import Literate

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Lint the chapters.")

  func run() throws {}
}
