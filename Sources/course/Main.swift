internal import ArgumentParser
internal import Grading
internal import Literate

/// Exit codes: 0 fine, 1 the work falls short, 2 usage, 3 the environment.
@main
enum Main {
  static func main() {
    Interruption.listen()
    do {
      try Course.check(Array(CommandLine.arguments.dropFirst()))
      var command = try Course.parseAsRoot()
      try command.run()
    } catch {
      leave(error)
    }
  }

  private static func leave(_ error: any Error) -> Never {
    switch error {
    case let failure as CommandFailure: leave(failure.code, failure.description)
    case let error as LiterateError: leave(.fallsShort, error.description)
    case let error as FileError: leave(.environment, "course: \(error)")
    case let error as GradingError:
      leave(error.isOfExercise ? .fallsShort : .environment, "course: \(error)")
    case let code as ExitCode: Terminal.exit(Status(rawValue: code.rawValue) ?? .fallsShort)
    default: leaveForParser(error)
    }
  }

  /// Help was asked for, the words make no sense, or the system failed in a way that we don't know.
  private static func leaveForParser(_ error: any Error) -> Never {
    let code = Course.exitCode(for: error)
    let message = Course.fullMessage(for: error)
    if code == .success {
      print(message)
      Terminal.exit(.fine)
    }
    leave(code == .validationFailure ? .usage : .environment, message)
  }

  private static func leave(_ status: Status, _ message: String) -> Never {
    Terminal.error(message)
    Terminal.exit(status)
  }
}
