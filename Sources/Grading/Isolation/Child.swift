#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A process in a group of its own, with nothing inherited but four file descriptors.
///
/// It is watched by the thread that runs it: its outputs are read as they come, and when its time
/// is up or it has ended, its whole process group is killed.
struct Child {
  private let id: pid_t
  private let output: Pipe
  private let errors: Pipe
  private let channel: Pipe

  /// Runs the command to its end.
  static func run(_ command: Command) -> Ending {
    do {
      return try Child(command).watch(
        command.limits, needsWholeOutput: command.needsWholeOutput)
    } catch {
      return Ending(cause: .notStarted("\(command.arguments.first ?? "?"): \(error)"))
    }
  }

  private init(_ command: Command) throws(SystemError) {
    let input = try Pipe()
    (output, errors, channel) = (try Pipe(), try Pipe(), try Pipe())
    let descriptors = [input.reading, output.writing, errors.writing, channel.writing]
    id = try Running.begin { () throws(SystemError) in
      try Self.spawn(command, descriptors: descriptors)
    }
    for pipe in [output, errors, channel] {
      pipe.closeWriting()
      pipe.makeReadingNonBlocking()
    }
    input.closeReading()
    // The reader may be gone already: an error here shows in how the process ended.
    signal(SIGPIPE, SIG_IGN)
    _ = command.input.withUnsafeBytes { write(input.writing, $0.baseAddress, $0.count) }
  }

  private static func spawn(
    _ command: Command, descriptors: [Int32]
  ) throws(SystemError) -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    for (number, descriptor) in descriptors.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
    }
    #if !canImport(Darwin)
      // What else is open here is no business of a submission's. Closing what isn't open is no error.
      for descriptor in Int32(descriptors.count)..<1024 {
        posix_spawn_file_actions_addclose(&actions, descriptor)
      }
    #endif
    prepare(&attributes)
    // The shell changes the folder: posix_spawn can't everywhere.
    let shell = ["/bin/sh", "-c", #"cd "$0" && exec "$@""#, command.directory]
    var id: pid_t = 0
    let status = withPointers(shell + command.arguments) { arguments in
      withPointers(command.environment) { environment in
        posix_spawn(&id, "/bin/sh", &actions, &attributes, arguments, environment)
      }
    }
    guard status == 0 else { throw SystemError(number: status, doing: "start") }
    return id
  }

  #if canImport(Darwin)
    private typealias Attributes = posix_spawnattr_t?
  #else
    private typealias Attributes = posix_spawnattr_t
  #endif

  /// A new process group, and every signal as it is by default: what we ignore would be inherited.
  private static func prepare(_ attributes: inout Attributes) {
    var all = sigset_t()
    sigfillset(&all)
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setpgroup(&attributes, 0)
    var flags = [POSIX_SPAWN_SETPGROUP, POSIX_SPAWN_SETSIGDEF, POSIX_SPAWN_SETSIGMASK]
      .reduce(0) { $0 | Int32($1) }
    #if canImport(Darwin)
      flags |= Int32(POSIX_SPAWN_CLOEXEC_DEFAULT)
    #endif
    posix_spawnattr_setflags(&attributes, Int16(truncatingIfNeeded: flags))
  }

  private func watch(_ limits: Limits, needsWholeOutput: Bool) -> Ending {
    let deadline = ContinuousClock.now + .seconds(limits.wallSeconds)
    var ending = Ending(cause: .stopped)
    var status: Int32 = 0
    while true {
      waitForOutput()
      read(into: &ending, limit: limits.output)
      if waitpid(id, &status, WNOHANG) == id {
        ending.cause = Self.cause(status)
        break
      }
      if ContinuousClock.now >= deadline || (needsWholeOutput && ending.isCut) {
        killpg(id, SIGKILL)
        waitpid(id, &status, 0)
        break
      }
    }
    killpg(id, SIGKILL)  // whatever it left behind in its group
    Running.ended(id)
    read(into: &ending, limit: limits.output)
    return ending
  }

  /// Sleeps until there is something to read, or for ten milliseconds.
  private func waitForOutput() {
    let open = [output, errors, channel].map(\.reading).filter { $0 >= 0 }
    var requests = open.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    poll(&requests, nfds_t(requests.count), open.isEmpty ? 1 : 10)
  }

  private func read(into ending: inout Ending, limit: Int) {
    let areWhole = [
      output.readAvailable(into: &ending.output, limit: limit),
      errors.readAvailable(into: &ending.errors, limit: limit),
      channel.readAvailable(into: &ending.channel, limit: limit),
    ]
    if areWhole.contains(false) { ending.isCut = true }
  }

  private static func cause(_ status: Int32) -> Ending.Cause {
    let signal = status & 0x7F
    return signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
  }
}

/// Calls `body` with the strings as C wants a list of them: pointers, ended by null.
private func withPointers<Result>(
  _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
  let pointers = strings.map { strdup($0) }
  defer { pointers.forEach { free($0) } }
  return body(pointers + [nil])
}
