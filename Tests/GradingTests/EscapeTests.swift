import Foundation
import Testing

@testable import Grading

/// What is left if a submission gets past every rule about its source: here the rules are off, and
/// the code may call whatever it likes.
@Suite("Hostile code, with the rules about sources off") struct EscapeTests {
  struct Escape: Sendable, CustomTestStringConvertible {
    var name: String
    var body: String
    var verdicts: Set<Verdict>
    /// Whether it takes a sandbox to stop it.
    var needsSandbox = false

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
      }
      func text(_ path: String) -> Bool {
        let file = open(path, O_RDONLY)
        return file >= 0
      }
      func send(_ line: String, to file: Int32) {
        _ = line.withCString { write(file, $0, strlen($0)) }
      }
      """
    }
  }

  /// How long the processes sleep that a submission leaves behind: what to look for in a list of
  /// processes.
  static let mark = "8641"

  static let escapes: [Escape] = [
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
    Escape(
      name: "killing everything it can see", body: "kill(-1, SIGKILL)",
      verdicts: [.exitedEarly, .outOfMemory, .crashed, .failed], needsSandbox: true),
    Escape(
      name: "killing its parent", body: "kill(getppid(), SIGKILL)",
      verdicts: [.exitedEarly, .outOfMemory, .crashed, .failed], needsSandbox: true),
    Escape(name: "sleeping", body: "sleep(1000)", verdicts: [.timedOut]),
    Escape(name: "stopping itself", body: "raise(SIGSTOP)", verdicts: [.timedOut]),
    Escape(
      name: "ignoring the limit on time",
      body: "signal(SIGXCPU, SIG_IGN); while true {}", verdicts: [.timedOut]),
    Escape(
      name: "a process that outlives it",
      body: "if forkProcess() == 0 { run(\"/bin/sleep\", \"\(mark).1\") }", verdicts: [.failed]),
    Escape(
      name: "a process that leaves its group",
      body: "if forkProcess() == 0 { setsid(); run(\"/bin/sleep\", \"\(mark).2\") }",
      verdicts: [.failed], needsSandbox: true),
    Escape(
      name: "a flood of processes",
      body: "for _ in 0..<10_000 { if forkProcess() == 0 { run(\"/bin/sleep\", \"\(mark).3\") } }",
      verdicts: [.failed, .timedOut], needsSandbox: true),
    Escape(
      name: "a flood of threads",
      body: """
        for _ in 0..<10_000 {
          var thread = pthread_t()
          pthread_create(&thread, nil, { _ in sleep(1000); return nil }, nil)
        }
        """, verdicts: [.failed, .timedOut, .crashed]),
    Escape(
      name: "a flood of errors",
      body: #"for _ in 0..<1_000_000 { send("no no no no no no no no no no\n", to: 2) }"#,
      verdicts: [.failed, .timedOut]),
    Escape(
      name: "a file without an end",
      body: #"""
        let file = open("/tmp/flood-of-the-grading-tests", O_CREAT | O_WRONLY, 0o600)
        if file < 0 { return -1 }
        while true { send("all of the disk is mine", to: file) }
        """#, verdicts: [.failed, .crashed, .timedOut]),
    Escape(
      name: "reading what belongs to the machine",
      body: #"if text("/etc/passwd") || text("/etc/hostname") { exit(1) }"#, verdicts: [.failed],
      needsSandbox: true),
    Escape(
      name: "reading the solutions",
      body: "if text(\"\(FixtureCourse.fixtures.path)/Sum.solution.swift\") { exit(1) }",
      verdicts: [.failed], needsSandbox: true),
    Escape(
      name: "writing files",
      body: #"""
        for path in ["/tmp/x", "/x", "x", "/var/tmp/x", "/dev/shm/x", "/home/x"] {
          if open(path, O_CREAT | O_WRONLY, 0o600) >= 0, path != "/dev/shm/x" { exit(1) }
        }
        """#, verdicts: [.failed], needsSandbox: true),
    Escape(
      name: "deleting the program that is being graded",
      body: #"""
        var path = [CChar](repeating: 0, count: 4096)
        readlink("/proc/self/exe", &path, 4095)
        if unlink(path) == 0 { exit(1) }
        """#, verdicts: [.failed], needsSandbox: true),
    Escape(
      name: "a word with the network",
      body: """
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
        if status == 0 || errno != ENETUNREACH { exit(1) }
        """, verdicts: [.failed], needsSandbox: true),
    Escape(
      name: "reading the environment",
      body: #"if getenv("HOME") != nil || getenv("USER") != nil { exit(1) }"#, verdicts: [.failed]),
  ]

  @Test("earns nothing in the strongest isolation of this machine", arguments: escapes)
  func strongest(escape: Escape) throws {
    let ready = try FixtureCourse.ready.get()
    guard ready.grader.isolation.bubblewrap != nil || !escape.needsSandbox else { return }
    try expectNothing(escape, ready)
  }

  @Test(
    "earns nothing with process groups and limits alone",
    arguments: escapes.filter { !$0.needsSandbox })
  func weakest(escape: Escape) throws {
    let weak = try FixtureCourse.weak.get()
    try expectNothing(escape, weak)
  }

  private func expectNothing(_ escape: Escape, _ ready: FixtureCourse.Ready) throws {
    let result = ready.grader.judge(escape.source, on: ready.once, isFresh: true, policy: [])
    #expect(result.findings == [])
    #expect(result.earned == .zero)
    for test in result.tests {
      #expect(escape.verdicts.contains(test.verdict), "\(test.verdict): \(test.findings)")
    }
  }

  #if os(Linux)
    @Test("leaves no process behind", arguments: ["a process that outlives it"])
    func leftovers(name: String) throws {
      let escape = try #require(Self.escapes.first { $0.name == name })
      for ready in [FixtureCourse.ready, FixtureCourse.weak] {
        try expectNothing(escape, try ready.get())
        #expect(processes(with: "\(Self.mark).1") == [])
      }
    }

    @Test("leaves no process behind that has left its group, where there is a sandbox")
    func daemons() throws {
      let ready = try FixtureCourse.ready.get()
      guard ready.grader.isolation.bubblewrap != nil else { return }
      let escape = try #require(
        Self.escapes.first { $0.name == "a process that leaves its group" })
      try expectNothing(escape, ready)
      #expect(processes(with: "\(Self.mark).2") == [])
    }

    private func processes(with argument: String) -> [String] {
      let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
      return all.filter { id in
        let command = FileManager.default.contents(atPath: "/proc/\(id)/cmdline") ?? Data()
        return String(decoding: command, as: UTF8.self).split(separator: "\0")
          .contains { $0 == argument }
      }
    }
  #endif
}
