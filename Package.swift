// swift-tools-version: 6.0
import Foundation
import PackageDescription

// MARK: - The table of chapters

/// One row: everything the manifest knows about a chapter. The rest is in its prose.
struct Chapter {
  var number: Int
  var slug: String
  /// Earlier chapters whose modules this one imports.
  var imports: [Int] = []
  /// Libraries besides `Simulation` and `Figures`, of ours or of other packages.
  var products: [Target.Dependency] = []
}

let chapters: [Chapter] = [
  Chapter(number: 1, slug: "introduction"),
  Chapter(number: 2, slug: "rpc", products: ["Hashing"]),
  Chapter(number: 3, slug: "lamport-clocks"),
  Chapter(number: 6, slug: "consistency", imports: [2, 3], products: ["Histories"]),
  Chapter(number: 7, slug: "paxos", imports: [2], products: ["Histories"]),
]

// MARK: - What to build

/// `COURSE_FOCUS=7` leaves only chapter 7, what it imports, its tests and its exercises;
/// `COURSE_FOCUS=0` leaves the tool, the libraries and their tests, without any chapter.
let focus = Context.environment["COURSE_FOCUS"].flatMap(Int.init)
let hasTool = focus == nil || focus == 0
/// `COURSE_ANSWERS=Solutions` compiles the exercise modules from `Solutions/`.
let answers = Context.environment["COURSE_ANSWERS"] ?? "Exercises"
/// `COURSE_STRICT=1` turns warnings in our own targets into errors, as CI does.
let isStrict = Context.environment["COURSE_STRICT"] == "1"

let settings: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
  ] + (isStrict ? [.unsafeFlags(["-warnings-as-errors"])] : [])

/// As a release build: whole module, and no checks of exclusive access that only slow a loop down.
let optimised = [
  "-O", "-wmo", "-num-threads", "2", "-disable-batch-mode", "-enforce-exclusivity=unchecked",
]

func exists(_ path: String) -> Bool {
  FileManager.default.fileExists(atPath: Context.packageDirectory + "/" + path)
}

/// The chapters to build: all, or the focused one with all it imports. One whose code is not there
/// is left out, so that the tool builds and can generate it.
func selected() -> [Chapter] {
  let chapters = chapters.filter { exists("Sources/Chapter\($0.number)") }
  guard let focus else { return chapters }
  var wanted = Set([focus])
  for chapter in chapters.reversed() where wanted.contains(chapter.number) {
    wanted.formUnion(chapter.imports)
  }
  return chapters.filter { wanted.contains($0.number) }
}

// MARK: - Targets

let libraries: [Target] = [
  .target(name: "LineDiff", swiftSettings: settings),
  // One stable hash, optimised so that whoever hashes files does it fast in a debug build, too.
  .target(name: "Hashing", swiftSettings: settings + [.unsafeFlags(optimised)]),
  .target(name: "Figures", swiftSettings: settings),
  // Optimised even in debug builds, so that a search called from a test runs at full speed.
  .target(name: "SearchEngine", swiftSettings: settings + [.unsafeFlags(optimised)]),
  .target(
    name: "Simulation", dependencies: ["Figures", "Hashing", "SearchEngine"],
    swiftSettings: settings + [.unsafeFlags(optimised)]),
  // Checkers of what clients saw, optimised as the search engine is.
  .target(
    name: "Histories", dependencies: ["Simulation", "Figures"], exclude: ["FORMAT.md"],
    swiftSettings: settings + [.unsafeFlags(optimised)]),
  .target(name: "Notebook", dependencies: ["Figures", "LineDiff"], swiftSettings: settings),
  .target(name: "ExerciseSupport", swiftSettings: settings),
  .target(name: "ExerciseTesting", dependencies: ["ExerciseSupport"], swiftSettings: settings),
]

let tool: [Target] = [
  .systemLibrary(
    name: "CMark", pkgConfig: "libcmark",
    providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
  .target(
    name: "Literate", dependencies: ["CMark", "Hashing", "LineDiff"], swiftSettings: settings),
  .target(
    name: "Grading", dependencies: ["Hashing"], exclude: ["SECURITY.md", "REPORTS.md"],
    swiftSettings: settings),
  .executableTarget(
    name: "course",
    dependencies: [
      "Literate", "Grading", "Simulation", "Histories", "Figures",
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
    ],
    swiftSettings: settings),
  .testTarget(
    name: "LiterateTests", dependencies: ["Literate", "CMark"],
    exclude: ["Fixtures"], swiftSettings: settings),
  .testTarget(
    name: "FiguresTests", dependencies: ["Figures"], exclude: ["Golden"], swiftSettings: settings),
  // Models with known state counts, shared by tests and benchmarks.
  .target(
    name: "SearchModels", dependencies: ["Simulation"], path: "Tests/SearchModels",
    swiftSettings: settings),
  .executableTarget(
    name: "simulation-probe", dependencies: ["Simulation"], path: "Tests/SimulationProbe",
    swiftSettings: settings),
  .testTarget(
    name: "SimulationTests",
    dependencies: [
      "Simulation", "Hashing", "SearchEngine", "SearchModels", "Figures", "simulation-probe",
    ],
    swiftSettings: settings),
  // The definition of linearizability by brute force, fast enough to be asked about every small history.
  .target(
    name: "HistoryOracle", path: "Tests/HistoryOracle",
    swiftSettings: settings + [.unsafeFlags(optimised)]),
  .testTarget(
    name: "HistoriesTests", dependencies: ["Histories", "HistoryOracle", "Simulation", "Figures"],
    exclude: ["Fixtures"], swiftSettings: settings),
  .testTarget(
    name: "NotebookTests", dependencies: ["Notebook", "Figures"], swiftSettings: settings),
  .testTarget(
    name: "ExerciseSupportTests", dependencies: ["ExerciseSupport", "ExerciseTesting"],
    swiftSettings: settings),
  .testTarget(
    name: "GradingTests", dependencies: ["Grading"], exclude: ["Fixtures"],
    swiftSettings: settings),
  .testTarget(
    name: "CourseTests", dependencies: ["course", "Literate", "Histories", "Figures"],
    swiftSettings: settings),
]

let transport: [Target.Dependency] = [
  .product(name: "NIOCore", package: "swift-nio"),
  .product(name: "NIOPosix", package: "swift-nio"),
]

/// Real processes over TCP. Nothing else needs the network packages, and a focus leaves them out.
let realNodes: [Target.Dependency] =
  ["Chapter2", "Chapter7", "Hashing", "Histories", "Simulation"] + transport
let network: [Target] = [
  .executableTarget(
    name: "cluster", dependencies: realNodes, path: "Sources/Cluster", swiftSettings: settings),
  .testTarget(
    name: "ClusterTests", dependencies: ["cluster"] + realNodes, swiftSettings: settings),
]
let hasNetwork = focus == nil && exists("Sources/Chapter2") && exists("Sources/Chapter7")

func targets(of chapter: Chapter) -> [Target] {
  let number = chapter.number
  let module = "Chapter\(number)"
  let earlier = chapter.imports.map { Target.Dependency(stringLiteral: "Chapter\($0)") }
  let library: [Target.Dependency] = ["Simulation", "Figures"] + earlier + chapter.products
  var targets: [Target] = [
    .target(name: module, dependencies: library, swiftSettings: settings),
    .testTarget(
      name: "\(module)Tests", dependencies: library + [.target(name: module), "Notebook"],
      swiftSettings: settings),
  ]
  guard exists("\(answers)/\(module)"), focus == nil || focus == number else { return targets }
  let exercise = "Exercise\(number)"
  targets += [
    .target(
      name: exercise,
      dependencies: library + [.target(name: module), "ExerciseSupport"],
      path: "\(answers)/\(module)", swiftSettings: settings),
    .testTarget(
      name: "\(exercise)Tests",
      dependencies: library
        + [.target(name: module), .target(name: exercise), "ExerciseSupport", "ExerciseTesting"],
      swiftSettings: settings),
  ]
  return targets
}

let package = Package(
  name: "distributed-systems",
  platforms: [.macOS(.v15)],
  products: hasTool
    ? [
      .executable(name: "course", targets: ["course"]),
      .library(name: "Simulation", targets: ["Simulation"]),
      .library(name: "Histories", targets: ["Histories"]),
      // For `Benchmarks/` alone.
      .library(name: "SearchModels", targets: ["SearchModels"]),
    ] : [],
  dependencies: hasTool
    ? [
      .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
      .package(url: "https://github.com/apple/swift-nio", from: "2.80.0"),
    ] : [],
  targets: libraries + (hasTool ? tool : []) + (hasNetwork ? network : [])
    + selected().flatMap(targets(of:)),
  swiftLanguageModes: [.v6]
)
