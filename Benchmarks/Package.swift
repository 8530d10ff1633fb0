// swift-tools-version: 6.0
import PackageDescription

// A package of its own, so that nobody who reads the course builds it.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

func benchmark(_ name: String, _ product: String) -> Target {
  .executableTarget(
    name: name, dependencies: [.product(name: product, package: "distributed-systems")],
    swiftSettings: settings)
}

let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "distributed-systems", path: "..")],
  targets: [
    benchmark("search-bench", "Simulation"),
    benchmark("simulation-bench", "Simulation"),
  ],
  swiftLanguageModes: [.v6]
)
