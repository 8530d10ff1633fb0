#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// A child process timed from its start to its end. Foundation's `Process` looks for the end only
/// every 50 ms, which is longer than what is measured here.
enum Child {
  struct Failed: Error {
    var command: String
  }

  /// What a run takes: by the clock, and of the processors.
  struct Cost {
    var wall: Duration
    var processor: Duration
  }

  static func run(
    _ executable: String, _ arguments: [String], in folder: String
  ) throws -> Cost {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    guard chdir(folder) == 0 else { throw Failed(command: "chdir \(folder)") }
    for stream in [STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_WRONLY, 0)
    }
    var pointers = ([executable] + arguments).map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    var process = pid_t()
    var status: Int32 = 0
    var usage = rusage()
    let clock = ContinuousClock()
    let start = clock.now
    guard posix_spawn(&process, executable, &actions, nil, &pointers, environ) == 0,
      wait4(process, &status, 0, &usage) == process
    else { throw Failed(command: executable) }
    let wall = clock.now - start
    guard status == 0 else { throw Failed(command: executable) }
    return Cost(wall: wall, processor: duration(usage.ru_utime) + duration(usage.ru_stime))
  }
  private static func duration(_ time: timeval) -> Duration {
    .seconds(Int64(time.tv_sec)) + .microseconds(Int64(time.tv_usec))
  }
}
