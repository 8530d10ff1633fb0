// swift-tools-version: 6.0
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
  name: "benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "distributed-systems", path: "..")],
  targets: [
    .systemLibrary(
      name: "LibCMark", pkgConfig: "libcmark",
      providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
    .executableTarget(
      name: "literate-bench", dependencies: ["LibCMark"], swiftSettings: settings),
    .executableTarget(
      name: "search-bench",
      dependencies: [.product(name: "Simulation", package: "distributed-systems")],
      swiftSettings: settings)
  ],
  swiftLanguageModes: [.v6]
)
