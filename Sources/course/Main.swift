internal import ArgumentParser
internal import Grading
internal import Literate

/// Exit codes: 0 fine, 1 the work falls short, 2 usage, 3 the environment.
@main
enum Main {
  static func main() {
    do {
      var command = try Course.parseAsRoot()
      try command.run()
    } catch {
      leave(error)
    }
  }

  private static func leave(_ error: any Error) -> Never {
    switch error {
    case let failure as CommandFailure:
      Terminal.error(failure.description)
      Terminal.exit(failure.code)
    case let error as LiterateError:
      Terminal.error(error.description)
      Terminal.exit(.fallsShort)
    case let error as FileError:
      Terminal.error(error.description)
      Terminal.exit(.environment)
    case let error as GradingError:
      Terminal.error("course: \(error)")
      Terminal.exit(error.isOfExercise ? .fallsShort : .environment)
    default:
      let isUsage = Course.exitCode(for: error) == .validationFailure
      let message = Course.fullMessage(for: error)
      if isUsage { Terminal.error(message) } else if !message.isEmpty { print(message) }
      Terminal.exit(
        isUsage ? .usage : Status(rawValue: Course.exitCode(for: error).rawValue) ?? .fallsShort)
    }
  }
}
