// swift-tools-version: 6.0
import PackageDescription

// MARK: - The table of chapters

/// One row: everything the manifest knows about a chapter. The rest is in its prose.
///
/// `course extract` keeps number, slug, imports and exercises in line with the prose. SwiftPM caches what
/// a manifest says and watches no other file, so no row may depend on which files are there.
struct Chapter {
  var number: Int
  var slug: String
  /// Earlier chapters whose modules this one imports.
  var imports: [Int] = []
  /// Libraries besides `Simulation` and `Figures`, of ours or of other packages.
  var products: [Target.Dependency] = []
  /// Whether it has exercises.
  var exercises = false
  /// Whether it shows its nodes as real processes: `Sources/Cluster/ChapterN`, an executable `cluster-N`.
  var cluster = false

  /// `07-paxos`, the name of its files in `Chapters/` and `Solutions/`.
  var stem: String { (number < 10 ? "0" : "") + "\(number)-\(slug)" }
}

let chapters: [Chapter] = [
  Chapter(number: 1, slug: "introduction", exercises: true),
  Chapter(number: 2, slug: "rpc", products: ["Hashing"], exercises: true, cluster: true),
  Chapter(number: 3, slug: "lamport-clocks", exercises: true),
  Chapter(
    number: 4, slug: "primary-backup", imports: [2], products: ["Histories"], exercises: true,
    cluster: true),
  Chapter(number: 5, slug: "vector-clocks", imports: [3], exercises: true),
  Chapter(
    number: 6, slug: "consistency", imports: [2, 3], products: ["Histories"], exercises: true),
  Chapter(
    number: 7, slug: "paxos", imports: [2], products: ["Histories"], exercises: true, cluster: true),
  Chapter(number: 12, slug: "gfs", exercises: true, cluster: true),
]

// MARK: - What to build

/// `COURSE_FOCUS=7` leaves only chapter 7, what it imports, its tests and its exercises;
/// `COURSE_FOCUS=0` leaves the tool, the libraries and their tests, without any chapter.
let focus = Context.environment["COURSE_FOCUS"].flatMap(Int.init)
let hasTool = focus == nil || focus == 0
/// `COURSE_ANSWERS=Solutions` compiles the exercise modules from `Solutions/`, and `none` leaves them out.
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

/// The chapters to build: all, or the focused one with all it imports.
func selected() -> [Chapter] {
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
  // What a running cell and the tool tell each other.
  .target(name: "CellReport", swiftSettings: settings),
  .target(
    name: "Notebook", dependencies: ["CellReport", "Figures", "LineDiff"], swiftSettings: settings),
  .target(name: "ExerciseSupport", swiftSettings: settings),
  .target(name: "ExerciseTesting", dependencies: ["ExerciseSupport"], swiftSettings: settings),
]

let tool: [Target] = [
  .systemLibrary(
    name: "CMark", pkgConfig: "libcmark",
    providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
  // Every command reads the prose, and a reader waits for it: a third of the time with -O.
  .target(
    name: "Literate", dependencies: ["CMark", "CellReport", "Hashing", "LineDiff"],
    swiftSettings: settings + [.unsafeFlags(["-O"])]),
  .target(
    name: "Grading", dependencies: ["Hashing"], exclude: ["SECURITY.md", "REPORTS.md"],
    swiftSettings: settings),
  .executableTarget(
    name: "course",
    dependencies: [
      "Literate", "CellReport", "Grading", "Simulation", "Histories", "Figures",
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
    ],
    swiftSettings: settings),
  .testTarget(
    name: "LiterateTests", dependencies: ["Literate", "CMark", "CellReport"],
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
    name: "NotebookTests", dependencies: ["Notebook", "CellReport", "Figures"],
    swiftSettings: settings),
  .testTarget(
    name: "ExerciseSupportTests", dependencies: ["ExerciseSupport", "ExerciseTesting"],
    swiftSettings: settings),
  .testTarget(
    name: "GradingTests", dependencies: ["Grading"], exclude: ["Fixtures"],
    swiftSettings: settings),
  // Reads the sources of all the others as text.
  .testTarget(name: "TidyTests", swiftSettings: settings),
  .testTarget(
    name: "CourseTests", dependencies: ["course", "Literate", "Grading", "Histories", "Figures"],
    swiftSettings: settings),
]

let transport: [Target.Dependency] = [
  .product(name: "NIOCore", package: "swift-nio"),
  .product(name: "NIOPosix", package: "swift-nio"),
]

/// Nodes as real processes over TCP. Nothing else needs the network packages, and a chapter's focus
/// leaves them out.
let network: [Target] = [
  .target(
    name: "RealNodes", dependencies: ["Hashing", "Simulation"] + transport, swiftSettings: settings),
  .executableTarget(
    name: "real-nodes-probe", dependencies: ["RealNodes", "Simulation"],
    path: "Tests/RealNodesProbe", swiftSettings: settings),
  .testTarget(
    name: "RealNodesTests",
    dependencies: ["RealNodes", "Simulation", "real-nodes-probe"] + transport,
    swiftSettings: settings),
]

/// The chapters' demonstrations on real nodes, an executable each: one chapter's needs no other's code.
let clusters: [Target] =
  chapters.filter(\.cluster).map { chapter in
    let modules =
      chapter.imports.map { "Chapter\($0)" } + ["Chapter\(chapter.number)", "RealNodes"]
    return .executableTarget(
      name: "cluster-\(chapter.number)",
      dependencies: ["Simulation"] + chapter.products + modules.map { .target(name: $0) },
      path: "Sources/Cluster/Chapter\(chapter.number)", swiftSettings: settings)
  } + [
    .testTarget(
      name: "ClusterTests",
      dependencies: ["RealNodes", "Simulation"]
        + chapters.filter(\.cluster).flatMap { chapter -> [Target.Dependency] in
          ["Chapter", "cluster-"].map { .target(name: "\($0)\(chapter.number)") }
        },
      swiftSettings: settings)
  ]

// MARK: - What the tool generates

/// A module of a chapter, in a folder that may be missing or empty: a chapter just written, or deleted.
///
/// So it is named as the sources of the folder above, `Sources/Chapter7` as those of `Sources`. Then SwiftPM
/// warns and leaves the module out, and the tool builds and can generate it. As a module with a path of its
/// own it would be an error, and a look at the disk would be wrong as soon as a file comes or goes.
func generated(_ kind: Kind, _ name: String, from path: String, _ dependencies: [Target.Dependency])
  -> Target
{
  let folder = String(path.prefix { $0 != "/" })
  let sources = [String(path.dropFirst(folder.count + 1))]
  let prose = chapters.filter(\.exercises).map { "Solutions/\($0.stem).md" }
  let others = (handwritten + prose).filter { $0.hasPrefix(folder + "/") }
    .map { String($0.dropFirst(folder.count + 1)) }
  switch kind {
  case .module:
    return .target(
      name: name, dependencies: dependencies, path: folder, exclude: others, sources: sources,
      swiftSettings: settings)
  case .tests:
    return .testTarget(
      name: name, dependencies: dependencies, path: folder, exclude: others, sources: sources,
      swiftSettings: settings)
  }
}

enum Kind {
  case module
  case tests
}

/// The folders of all other modules, which a generated one must not count as its own.
let handwritten = (libraries + tool + network + clusters).map { target in
  target.path ?? (target.type == .test ? "Tests/" : "Sources/") + target.name
}

func targets(of chapter: Chapter) -> [Target] {
  let number = chapter.number
  let module = "Chapter\(number)"
  let earlier = chapter.imports.map { Target.Dependency(stringLiteral: "Chapter\($0)") }
  let library: [Target.Dependency] = ["Simulation", "Figures"] + earlier + chapter.products
  var targets = [
    generated(.module, module, from: "Sources/\(module)", library),
    generated(
      .tests, "\(module)Tests", from: "Tests/\(module)Tests",
      library + [.target(name: module), "Notebook"]),
  ]
  guard chapter.exercises, answers != "none", focus == nil || focus == number else {
    return targets
  }
  let exercise = "Exercise\(number)"
  targets += [
    generated(
      .module, exercise, from: "\(answers)/\(module)",
      library + [.target(name: module), "ExerciseSupport"]),
    generated(
      .tests, "\(exercise)Tests", from: "Tests/\(exercise)Tests",
      library
        + [.target(name: module), .target(name: exercise), "ExerciseSupport", "ExerciseTesting"]),
  ]
  return targets
}

/// A focus has a name of its own, and with it test bundles of its own: changing it links nothing anew.
let name = focus.map { "chapter-\($0)" + (answers == "none" ? "" : "-\(answers.lowercased())") }

let package = Package(
  name: name ?? "distributed-systems",
  platforms: [.macOS(.v15)],
  products: hasTool
    ? [
      .executable(name: "course", targets: ["course"]),
      .library(name: "Simulation", targets: ["Simulation"]),
      .library(name: "Histories", targets: ["Histories"]),
      // For `Benchmarks/` alone.
      .library(name: "SearchModels", targets: ["SearchModels"]),
    ] + (focus == nil ? [.library(name: "Chapter12", targets: ["Chapter12"])] : []) : [],
  dependencies: hasTool
    ? [
      .package(url: "https://github.com/apple/swift-argument-parser", from: "1.6.0"),
      .package(url: "https://github.com/apple/swift-nio", from: "2.80.0"),
    ] : [],
  targets: libraries + (hasTool ? tool + network : []) + (focus == nil ? clusters : [])
    + selected().flatMap(targets(of:)),
  swiftLanguageModes: [.v6]
)
