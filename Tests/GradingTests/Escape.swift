import Foundation
import Testing

@testable import Grading

/// Code that tries to get out of the process it is graded in.
struct Escape: Sendable, CustomTestStringConvertible {
  var name: String
  /// The body of a function whose right answer is 10. Where a limit is to hold, it gives that answer
  /// if it came up against the limit, and another if it got through.
  var body: String
  var verdicts: Set<Verdict>
  /// What to look for in a list of processes.
  var mark = ""

  var testDescription: String { name }

  var source: String {
    """
    import Glibc
    public func sum(upTo last: Int) -> Int {
      \(body)
      return -1
    }
    @_silgen_name("fork") func forkProcess() -> pid_t
    func run(_ program: String, _ argument: String) {
      var arguments = [strdup(program), strdup(argument), nil]
      execv(program, &arguments)
      _exit(0)
    }
    func canRead(_ path: String) -> Bool { open(path, O_RDONLY) >= 0 }
    func send(_ line: String, to file: Int32) {
      _ = line.withCString { write(file, $0, strlen($0)) }
    }
    """
  }

  /// A limit that it comes up against, and then says so.
  private static func held(_ name: String, _ body: String) -> Escape {
    Escape(name: name, body: body, verdicts: [.passed])
  }

  /// What every machine stops.
  static let everywhere: [Escape] = [
    Escape(name: "exit(0)", body: "exit(0)", verdicts: [.exitedEarly]),
    Escape(name: "_exit(0)", body: "_exit(0)", verdicts: [.exitedEarly]),
    Escape(
      name: "exit(0) after everything else, when the process ends",
      body: "atexit { _exit(0) }", verdicts: [.failed]),
    Escape(name: "abort", body: "abort()", verdicts: [.crashed]),
    Escape(
      name: "a signal to itself", body: "kill(getpid(), SIGTERM); sleep(1)", verdicts: [.crashed]),
    Escape(name: "exit with a crash's code", body: "exit(139)", verdicts: [.crashed]),
    Escape(
      name: "forged results on every open file",
      body: #"""
        for file in Int32(0)...63 {
          send(#"{"kind":"event","payload":{"kind":"testEnded"}}"# + "\n", to: file)
          send("0000 " + #"{"kind":"end"}"# + "\n", to: file)
        }
        _exit(0)
        """#, verdicts: [.refused]),
    Escape(
      name: "closing the grader's channel",
      body: "for file in Int32(0)...63 { close(file) }", verdicts: [.exitedEarly]),
    Escape(name: "sleeping", body: "sleep(1000)", verdicts: [.timedOut]),
    Escape(name: "stopping itself", body: "raise(SIGSTOP)", verdicts: [.timedOut]),
    Escape(
      name: "ignoring the limit on time",
      body: "signal(SIGXCPU, SIG_IGN); while true {}", verdicts: [.timedOut]),
    Escape(
      name: "a flood of errors",
      body:
        #"for _ in 0..<1_000_000 { send("no no no no no no no no no no\n", to: 2) }; return 10"#,
      verdicts: [.passed, .timedOut]),
    held(
      "more memory than there is",
      """
      guard let one = malloc(64 << 20) else { return -1 }
      memset(one, 1, 64 << 20)
      for _ in 0..<64 { if malloc(64 << 20) == nil { return 10 } }
      """),
    held(
      "more open files than there are",
      """
      for _ in 0..<1000 { if dup(1) < 0 { return errno == EMFILE ? 10 : -2 } }
      """),
    held(
      "a file without an end",
      #"""
      signal(SIGXFSZ, SIG_IGN)
      let path = "/tmp/flood-of-the-grading-tests-\(getpid())"
      let file = open(path, O_CREAT | O_WRONLY, 0o600)
      if file < 0 { return errno == EROFS || errno == EACCES || errno == ENOENT ? 10 : -2 }
      defer { unlink(path) }
      let piece = String(repeating: "all of the disk is mine", count: 1000)
      for _ in 0..<1000 {
        if piece.withCString({ write(file, $0, strlen($0)) }) < 0 { return errno == EFBIG ? 10 : -2 }
      }
      """#),
    held(
      "the grader's environment",
      #"return getenv("HOME") == nil && getenv("USER") == nil ? 10 : -1"#),
    held(
      "the grader's files",
      #"""
      // Timers and the like, which Swift opens for itself, have no path.
      for file in Int32(4)...63 where fcntl(file, F_GETFD) >= 0 {
        var path = [CChar](repeating: 0, count: 4096)
        if readlink("/proc/self/fd/\(file)", &path, 4095) < 0 { return -2 }
        if strncmp(path, "anon_inode:", 11) != 0 { return -1 }
      }
      return 10
      """#),
  ]

  /// What takes a sandbox to stop.
  static let sandboxed: [Escape] = [
    Escape(
      name: "killing everything it can see", body: "kill(-1, SIGKILL)",
      verdicts: [.exitedEarly, .outOfMemory, .crashed, .failed]),
    Escape(
      name: "killing its parent", body: "kill(getppid(), SIGKILL)",
      verdicts: [.exitedEarly, .outOfMemory, .crashed, .failed]),
    held(
      "a flood of processes",
      """
      for _ in 0..<10_000 {
        let child = forkProcess()
        if child < 0 { return errno == EAGAIN ? 10 : -2 }
        if child == 0 { run("/bin/sleep", "8641.3") }
      }
      """),
    held(
      "a flood of threads",
      """
      for _ in 0..<10_000 {
        var thread = pthread_t()
        let status = pthread_create(&thread, nil, { _ in sleep(1000); return nil }, nil)
        if status != 0 { return status == EAGAIN ? 10 : -2 }
      }
      """),
    held(
      "what belongs to the machine",
      #"return canRead("/etc/passwd") || canRead("/etc/hostname") ? -1 : 10"#),
    held(
      "the solutions",
      "return canRead(\"\(FixtureCourse.fixtures.path)/Sum.solution.swift\") ? -1 : 10"),
    held(
      "writing files",
      #"""
      for path in ["/tmp/x", "/x", "x", "/var/tmp/x", "/home/x", "/etc/x", "/usr/x"] {
        if open(path, O_CREAT | O_WRONLY, 0o600) >= 0 { return -1 }
      }
      return 10
      """#),
    held(
      "deleting the program that is being graded",
      #"""
      var path = [CChar](repeating: 0, count: 4096)
      if readlink("/proc/self/exe", &path, 4095) < 0 { return -2 }
      return unlink(path) == 0 ? -1 : 10
      """#),
    held(
      "a word with the network",
      """
      let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = in_port_t(22).bigEndian
      address.sin_addr.s_addr = in_addr_t(0x0808_0808).bigEndian
      let status = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
      return status != 0 && errno == ENETUNREACH ? 10 : -1
      """),
    held("other processes", "return getpid() < 64 ? 10 : -1"),
  ]

  /// How long the processes sleep that a submission leaves behind tells them from others.
  static let child = Escape(
    name: "a process that outlives it",
    body: "if forkProcess() == 0 { run(\"/bin/sleep\", \"8641.1\") }; return 10",
    verdicts: [.passed], mark: "8641.1")
  static let daemon = Escape(
    name: "a process that leaves its group",
    body: "if forkProcess() == 0 { setsid(); run(\"/bin/sleep\", \"8641.2\") }; return 10",
    verdicts: [.passed], mark: "8641.2")
}
