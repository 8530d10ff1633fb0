internal import ArgumentParser

struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Begin a chapter, an exercise or a wrong turn.",
    subcommands: [NewChapter.self, NewExercise.self, NewMutant.self])
}
