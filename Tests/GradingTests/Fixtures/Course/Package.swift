// swift-tools-version: 6.0
import PackageDescription

// A course in miniature: the same modules and the same focus as the real one, so that the grader
// is tested against something that doesn't change with the chapters.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
  name: "course-in-miniature",
  platforms: [.macOS(.v15)],
  targets: [
    .target(name: "Simulation", swiftSettings: settings),
    .target(name: "ExerciseSupport", swiftSettings: settings),
    .target(name: "ExerciseTesting", dependencies: ["ExerciseSupport"], swiftSettings: settings),
    .target(name: "Chapter1", dependencies: ["Simulation"], swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
