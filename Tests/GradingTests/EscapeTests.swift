import Foundation
import Testing

@testable import Grading

/// What is left if a submission gets past every rule about its source: here the rules are off, and
/// the code may call whatever it likes.
@Suite("Hostile code, with the rules about sources off") struct EscapeTests {
  @Test(
    "meets the strongest isolation of this machine", arguments: Escape.everywhere)
  func strongest(escape: Escape) throws {
    try expect(escape, in: FixtureCourse.ready.get())
  }

  @Test(
    "meets the sandbox", .enabled(if: FixtureCourse.hasSandbox, "bubblewrap doesn't work here"),
    arguments: Escape.sandboxed)
  func sandbox(escape: Escape) throws {
    try expect(escape, in: FixtureCourse.ready.get())
  }

  @Test("meets process groups and limits alone", arguments: Escape.everywhere)
  func weakest(escape: Escape) throws {
    try expect(escape, in: FixtureCourse.weak.get())
  }

  /// What comes up against a limit and says so is given the point: that shows that it ran, and that
  /// the limit held.
  private func expect(_ escape: Escape, in ready: FixtureCourse.Ready) throws {
    let result = ready.grader.judge(escape.source, on: ready.once, isFresh: true, policy: [])
    #expect(result.findings == [])
    for test in result.tests {
      #expect(escape.verdicts.contains(test.verdict), "\(test.verdict): \(test.findings)")
    }
  }

  #if os(Linux)
    @Test("leaves no process behind")
    func leftovers() throws {
      for ready in [FixtureCourse.ready, FixtureCourse.weak] {
        try expect(Escape.child, in: ready.get())
        #expect(processes(with: Escape.child.mark) == [])
      }
    }

    @Test(
      "leaves no process behind that has left its group",
      .enabled(if: FixtureCourse.hasSandbox, "bubblewrap doesn't work here"))
    func daemons() throws {
      try expect(Escape.daemon, in: FixtureCourse.ready.get())
      #expect(processes(with: Escape.daemon.mark) == [])
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
