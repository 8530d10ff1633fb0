internal import Foundation
internal import Literate

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Swift's own tools, run on the package.
struct SwiftTools {
  private let workspace: Workspace

  init(_ workspace: Workspace) { self.workspace = workspace }

  /// Becomes the program, so that its output and its exit code are this command's.
  static func replaceProcess(_ program: String, _ arguments: [String]) throws -> Never {
    fflush(nil)
    var pointers = ([program] + arguments).map { strdup($0) } + [nil]
    execv(program, &pointers)
    throw CommandFailure(
      .environment, "course: \(program) does not start: \(String(cString: strerror(errno)))")
  }

  /// Shows a file in the system's viewer.
  func open(_ path: String) {
    #if canImport(Darwin)
      let viewer = "open"
    #else
      let viewer = "xdg-open"
    #endif
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [viewer, workspace.files.root + "/" + path]
    process.standardError = FileHandle.nullDevice
    do {
      try process.run()
      process.waitUntilExit()
    } catch {
      return Terminal.error("course: \(viewer) does not start: \(error)")
    }
    if process.terminationStatus != 0 {
      Terminal.error("course: \(viewer) shows nothing here; the figure is \(path)")
    }
  }

  static var missing: CommandFailure {
    CommandFailure(
      .environment, "course: no `swift` on the PATH: install Swift 6 from swift.org/install")
  }
}
