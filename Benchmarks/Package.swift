// swift-tools-version: 6.0
import PackageDescription

// A package of its own, so that nobody who reads the course builds it.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// A library of the course.
func course(_ name: String) -> Target.Dependency {
  .product(name: name, package: "distributed-systems")
}

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
      name: "simulation-bench", dependencies: [course("Simulation")], swiftSettings: settings),
    .executableTarget(
      name: "search-bench", dependencies: [course("Simulation"), course("SearchModels")],
      swiftSettings: settings),
    .executableTarget(
      name: "storage-bench", dependencies: [course("Chapter12")], swiftSettings: settings),
    .executableTarget(
      name: "histories-bench", dependencies: [course("Histories"), course("Simulation")],
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
