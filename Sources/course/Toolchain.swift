#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif
internal import Literate

/// Swift's own tools, run on the package.
struct Toolchain {
  private var root: String

  init(_ workspace: Workspace) { root = workspace.files.root }

  /// Becomes `swift ARGUMENTS`, so that its output and its exit code are this command's.
  func replaceProcess(_ arguments: [String], focus: Int?) throws -> Never {
    if let focus { setenv("COURSE_FOCUS", String(focus), 1) }
    chdir(root)
    fflush(nil)
    var pointers = (["swift"] + arguments).map { strdup($0) } + [nil]
    execvp("swift", &pointers)
    throw Self.missing
  }

  static var missing: Failure {
    Failure(.environment, "course: no `swift` on the PATH: install Swift 6 from swift.org/install")
  }
}
