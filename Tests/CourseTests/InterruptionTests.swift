import Foundation
import Testing

/// Ctrl-C while something runs below the tool.
@Suite("Interrupted") struct InterruptionTests {
  /// A program that never ends, and neither does what it started in a group of its own; it says who they
  /// are.
  private static let endless = """
    #!/usr/bin/env bash
    set -m
    sleep 1000 &
    echo $$ $! > "$PIDS.part" && mv "$PIDS.part" "$PIDS"
    wait

    """

  /// A course whose `swift` is a script: one that never comes to an end, or one that builds tests that
  /// never do.
  private func course(_ hangs: Hang) throws -> TemporaryCourse {
    let build =
      "#!/bin/sh\nmkdir -p .build/debug\ncp bin/endless .build/debug/chapter-1PackageTests.xctest\n"
    let course = try TemporaryCourse([
      "Chapters/01-a.md": "# 1. A\n\n```swift cell=a\n```\n", "Chapters/02-b.md": "# 2. B\n",
      "Package.swift":
        "let chapters: [Chapter] = [\n  Chapter(number: 2, slug: \"b\", cluster: true),\n]\n",
      "bin/swift": hangs == .build ? Self.endless : build, "bin/endless": Self.endless,
    ])
    for name in ["swift", "endless"] {
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: course.url("bin/\(name)").path)
    }
    try FileManager.default.createDirectory(
      at: course.url("tmp"), withIntermediateDirectories: true)
    return course
  }

  enum Hang { case build, tests }

  @Test(
    "whatever ends the tool ends what it started, and nothing is left behind",
    .timeLimit(.minutes(2)), arguments: [SIGINT, SIGTERM, SIGHUP],
    [
      (["run", "1"], Hang.build), (["cluster", "2"], .build), (["run", "1"], .tests),
      (["test", "1"], .tests),
    ])
  func everythingEnds(_ signal: Int32, _ command: (words: [String], hangs: Hang)) throws {
    let course = try course(command.hangs)
    let process = try Tool.process(command.words, in: course.folder)
    process.environment = ProcessInfo.processInfo.environment.merging([
      "PATH": "\(course.url("bin").path):/usr/bin:/bin", "TMPDIR": course.url("tmp").path,
      "PIDS": course.url("pids").path,
    ]) { $1 }
    try process.run()
    while process.isRunning && !FileManager.default.fileExists(atPath: course.url("pids").path) {
      usleep(10_000)
    }
    let running = try course.text("pids").split(whereSeparator: \.isWhitespace).compactMap {
      pid_t($0)
    }
    #expect(running.count == 2)
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal)
    #expect(process.terminationStatus == signal)
    for id in running { while kill(id, 0) == 0 && !isZombie(id) { usleep(10_000) } }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: course.url("tmp").path) == [])
  }

  /// Ended, and waiting for whoever has to take note of it.
  private func isZombie(_ id: pid_t) -> Bool {
    let stat = (try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8)) ?? ""
    return stat.contains(") Z ")
  }
}
