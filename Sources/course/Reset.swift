internal import ArgumentParser
internal import Literate

struct Reset: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Put an exercise's stub back, and keep the work aside.")

  @Argument(help: "The exercise, as in 1.2.")
  var exercise: ExerciseLabel

  func run() throws {
    let workspace = try Workspace.current()
    let (exercise, _) = try workspace.exercise(self.exercise)
    let path = exercise.workPath
    let work = try workspace.files.read(path)
    if work == exercise.stub { return print("\(path) is the stub already.") }
    if let work {
      let kept = try keepAside(work, of: exercise, workspace)
      print("  kept     \(kept)")
    }
    try workspace.files.write(exercise.stub, to: path)
    print("  wrote    \(path)")
  }

  /// Copies the work to the first free name; nothing kept earlier is overwritten.
  private func keepAside(
    _ work: [UInt8], of exercise: ExerciseText, _ workspace: Workspace
  ) throws -> String {
    let folder = ".course/kept/Chapter\(exercise.chapter)"
    var number = 1
    while workspace.files.exists("\(folder)/\(exercise.name).\(number).swift") { number += 1 }
    let path = "\(folder)/\(exercise.name).\(number).swift"
    try workspace.files.write(work, to: path)
    return path
  }
}
