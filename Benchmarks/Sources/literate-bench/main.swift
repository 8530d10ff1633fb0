internal import Foundation
internal import LibCMark

// How long extraction takes as a whole process: build both in release, then run this.
//
//   swift build -c release --product course
//   swift run -c release --package-path Benchmarks literate-bench [RUNS]

let runs = CommandLine.arguments.dropFirst().first.flatMap(Int.init) ?? 15
let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .appendingPathComponent("../../..").standardized
let tool = root.appendingPathComponent(".build/release/course")
let lab = FileManager.default.temporaryDirectory.appendingPathComponent("literate-bench")

do {
  guard FileManager.default.isExecutableFile(atPath: tool.path) else {
    throw Usage("no \(tool.path): build it with `swift build -c release --product course`")
  }
  let small = try measureCourse(Corpus(lines: 1500, dialect: .course))
  let large = try measureCourse(Corpus(lines: 15000, dialect: .course))
  report("18 chapters of 1,500 lines", small)
  report("18 chapters of 15,000 lines", large)
  print(
    "ten times the corpus takes \(large.cold.processor.ratio(to: small.cold.processor)) times the processor time cold,"
  )
  print(
    "                           \(large.unchanged.processor.ratio(to: small.unchanged.processor)) unchanged\n"
  )
  report("libcmark alone, in this process", try measureParse(Corpus(lines: 1500, dialect: .course)))
  if let entangled = find("entangled") {
    report("entangled tangle", try measureEntangled(entangled))
  } else {
    print("entangled is not on the PATH (PyPI entangled-cli 2.5): not measured")
  }
} catch let error as Usage {
  print(error.message)
  exit(2)
} catch let error as Child.Failed {
  print("\(error.command) failed below \(lab.path)")
  exit(1)
}

struct Usage: Error {
  var message: String

  init(_ message: String) { self.message = message }
}

struct Figures {
  /// No outputs yet.
  var cold: Costs
  /// All outputs there and up to date.
  var unchanged: Costs
}

/// Several runs, by the clock and of the processors: on a busy machine only the second is steady.
struct Costs: CustomStringConvertible {
  var wall: Timing
  var processor: Timing

  init(_ costs: [Child.Cost]) {
    wall = Timing(costs.map(\.wall))
    processor = Timing(costs.map(\.processor))
  }

  var description: String { "\(wall), processor \(processor)" }
}

func measureCourse(_ corpus: Corpus) throws -> Figures {
  let folder = lab.appendingPathComponent("course")
  try corpus.write(to: folder)
  return try measure(tool, ["extract"], in: folder, outputs: ["Sources", "Tests", ".course"])
}

func measureEntangled(_ entangled: URL) throws -> Figures {
  let folder = lab.appendingPathComponent("entangled")
  try Corpus(lines: 1500, dialect: .entangled).write(to: folder)
  return try measure(
    entangled, ["tangle"], in: folder, outputs: ["Sources", ".entangled", "filedb.json"])
}

func measure(
  _ executable: URL, _ arguments: [String], in folder: URL, outputs: [String]
) throws -> Figures {
  func run() throws -> Child.Cost {
    try Child.run(executable.path, arguments, in: folder.path)
  }
  let cold = try (0..<runs).map { _ in
    for output in outputs {
      try? FileManager.default.removeItem(at: folder.appendingPathComponent(output))
    }
    return try run()
  }
  return Figures(cold: Costs(cold), unchanged: Costs(try (0..<runs).map { _ in try run() }))
}

/// The same text through libcmark and nothing else: what no tool built on it can go below.
func measureParse(_ corpus: Corpus) throws -> Timing {
  let chapters = (1...Corpus.chapters).map { Array(corpus.text($0).utf8) }
  let clock = ContinuousClock()
  return Timing(
    (0..<runs).map { _ in
      clock.measure {
        for bytes in chapters {
          bytes.withUnsafeBytes { buffer in
            let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            cmark_node_free(cmark_parse_document(start, bytes.count, CMARK_OPT_DEFAULT))
          }
        }
      }
    })
}

func find(_ name: String) -> URL? {
  (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .map { URL(fileURLWithPath: "\($0)/\(name)") }
    .first { FileManager.default.isExecutableFile(atPath: $0.path) }
}

func report(_ name: String, _ figures: Figures) {
  print("\(name)\n  cold       \(figures.cold)\n  unchanged  \(figures.unchanged)")
}

func report(_ name: String, _ timing: Timing) {
  print("\(name)\n  parse      \(timing)")
}
