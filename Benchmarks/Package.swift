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
    .executableTarget(
      name: "search-bench",
      dependencies: [
        .product(name: "Simulation", package: "distributed-systems"),
        .product(name: "SearchModels", package: "distributed-systems"),
      ],
      swiftSettings: settings)
  ],
  swiftLanguageModes: [.v6]
)
