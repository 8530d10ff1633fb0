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
  private var root: String

  init(_ workspace: Workspace) { root = workspace.files.root }

  /// Becomes `swift ARGUMENTS`, so that its output and its exit code are this command's.
  func replaceProcess(_ arguments: [String], environment: [String: String]) throws -> Never {
    for (name, value) in environment { setenv(name, value, 1) }
    chdir(root)
    fflush(nil)
    var pointers = (["swift"] + arguments).map { strdup($0) } + [nil]
    execvp("swift", &pointers)
    throw Self.missing
  }

  /// Builds the products that a chapter's cells run, which the chapter's focus leaves out.
  func buildProducts(of chapter: Chapter) throws {
    for product in chapter.products {
      if Terminal.hasColour { print(Terminal.styled("Building \(product) …", .dim)) }
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = ["swift", "build", "--quiet", "--product", product]
      process.currentDirectoryURL = URL(fileURLWithPath: root)
      process.environment = ProcessInfo.processInfo.environment.filter { $0.key != "COURSE_FOCUS" }
      try process.run()
      process.waitUntilExit()
      guard process.terminationStatus == 0 else {
        throw CommandFailure(
          .fallsShort, "course: '\(product)', which \(chapter.path) runs, doesn't build")
      }
    }
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
    process.arguments = [viewer, root + "/" + path]
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
