import Foundation
import Testing

@testable import Grading

@Suite("A process of the grader") struct ChildTests {
  @Test(
    "inherits nothing that is open in the grader",
    .enabled(if: FileManager.default.fileExists(atPath: "/proc/self/fd")))
  func descriptors() throws {
    let open = dup(STDERR_FILENO)
    defer { close(open) }
    #expect(fcntl(open, F_GETFD) & FD_CLOEXEC == 0, "a child would inherit it")
    let command = Command(
      arguments: ["/bin/sh", "-c", "! test -e /proc/self/fd/\(open)"], directory: "/",
      environment: ["PATH=/usr/bin:/bin"], limits: .compiler)
    #expect(Child.run(command).isSuccess)
  }
}
