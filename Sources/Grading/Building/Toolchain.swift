#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The Swift toolchain that builds and grades.
public struct Toolchain: Hashable, Sendable {
  /// The folder that holds `bin` and `lib`.
  var root: String
  /// As the compiler gives it: part of what a cached result depends on.
  var version: String

  /// The toolchain of the `swiftc` on the path.
  ///
  /// - Throws: `GradingError.environment` if there is none that works.
  public static func current() throws -> Toolchain {
    let command = Command(
      arguments: ["swiftc", "-print-target-info"], directory: "/", environment: environment,
      limits: .compiler)
    let ending = Child.run(command)
    guard ending.isSuccess,
      let info = try? JSONDecoder().decode(TargetInfo.self, from: Data(ending.output))
    else {
      throw GradingError.environment(
        "no Swift compiler answers to `swiftc`: install Swift 6 and put it on the path")
    }
    let resources = URL(fileURLWithPath: info.paths.runtimeResourcePath)
      .resolvingSymlinksInPath().path
    let root = resources.split(separator: "/").dropLast(2).joined(separator: "/")
    return Toolchain(root: "/" + root, version: info.compilerVersion)
  }

  var compiler: String { root + "/bin/swiftc" }
  /// The compiler proper, without the program that plans its work.
  var frontend: String { root + "/bin/swift-frontend" }

  /// Options that link faster, where LLVM's linker comes with it: the linker, and not to copy what only
  /// a debugger reads.
  var linking: [String] {
    let hasLLD = FileManager.default.isExecutableFile(atPath: root + "/bin/ld.lld")
    return hasLLD ? ["-use-ld=lld", "-Xlinker", "-S"] : []
  }

  /// What a program of the toolchain needs of the environment, and no more.
  static let environment: [String] = {
    let inherited = ProcessInfo.processInfo.environment
    let kept = ["PATH", "HOME", "SDKROOT", "DEVELOPER_DIR", "TMPDIR"]
    return kept.compactMap { name in inherited[name].map { "\(name)=\($0)" } } + ["LANG=C.UTF-8"]
  }()

  private struct TargetInfo: Decodable {
    struct Paths: Decodable { var runtimeResourcePath: String }

    var compilerVersion: String
    var paths: Paths
  }
}
