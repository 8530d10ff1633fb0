internal import ArgumentParser
internal import Literate

struct Paths: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "path", abstract: "The learning paths, or one of them chapter by chapter.")

  @Argument(help: "beginner, intermediate, advanced, system-design, algorithms or performance.")
  var name: String?

  func run() throws {
    let workspace = try Workspace.current()
    let written = Set(try CourseText.read(from: workspace.files).chapters.map(\.number))
    guard let name else {
      for path in Catalogue.paths {
        let chapters = path.chapters.map(String.init).joined(separator: " ")
        print("\(Terminal.styled(path.name.padded(to: 14), .bold)) \(chapters)")
        print("               \(path.summary)".wrapped(indent: 15))
      }
      return
    }
    switch Catalogue.path(named: name) {
    case .failure(let unknown):
      let hint = unknown.suggestion.map { "; did you mean '\($0)'?" } ?? ""
      throw CommandFailure(.usage, "course: no path is called '\(name)'\(hint)")
    case .success(let path):
      show(path, written)
    }
  }

  private func show(_ path: Catalogue.Path, _ written: Set<Int>) {
    print("\(path.name): \(path.summary)".wrapped())
    if !path.prerequisites.isEmpty {
      let numbers = path.prerequisites.map(String.init).joined(separator: ", ")
      print("It takes chapters \(numbers) for granted.")
    }
    for (step, number) in path.chapters.enumerated() {
      guard let entry = Catalogue.entries.first(where: { $0.number == number }) else { continue }
      let line = "  \(step + 1). \("\(number) \(entry.title)".padded(to: 36)) "
      let place = written.contains(number) ? "Chapters/\(entry.stem).md" : "to come"
      print(
        line.count + place.count > Terminal.columns
          ? "\(line)\n       \(place)" : line + place)
    }
  }
}
