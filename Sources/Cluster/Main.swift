internal import Foundation
internal import Simulation

/// A chapter's nodes as real processes on loopback.
///
///     cluster 7                          what chapter 7 shows
///     cluster 7 serve NODE PORT LOG      one of its servers; port 0 takes a free one
@main
enum Main {
  /// What each chapter shows on a real network, by the chapter's number.
  static let demonstrations: [String: any Demonstration.Type] = [
    "2": ExactlyOnce.self, "7": OneValue.self,
  ]

  static func main() async {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard let chapter = arguments.first, let demonstration = demonstrations[chapter] else {
      return usage()
    }
    do {
      if arguments.count == 1 {
        try await demonstration.run()
      } else if let place = ServerPlace(arguments.dropFirst(), in: demonstration.roster) {
        endWithParent()
        try await demonstration.serve(place)
      } else {
        usage()
      }
    } catch {
      log("cluster: \(error)")
      exitProcess(1)
    }
  }

  private static func usage() {
    let chapters = demonstrations.keys.sorted().joined(separator: " | ")
    log("usage: cluster \(chapters)\n       cluster CHAPTER serve NODE PORT LOG")
    exitProcess(2)
  }

  /// A server reads nothing, but its parent holds the other end of its standard input: when that
  /// ends, the parent is gone, in whatever way, and the server goes with it.
  private static func endWithParent() {
    Thread.detachNewThread {
      while !FileHandle.standardInput.availableData.isEmpty {}
      exitProcess(0)
    }
  }
}

/// What a chapter shows on a real network.
protocol Demonstration: SendableMetatype {
  /// The names of all its nodes, servers and clients.
  static var roster: Roster { get }

  /// Runs one of its servers in this process until it is killed.
  static func serve(_ place: ServerPlace) async throws

  /// Starts the servers, does its work, prints what happened, and throws if that is wrong.
  static func run() async throws
}

/// What a demonstration found that should not be.
struct Wrong: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }
}

/// A line on standard error: what a process says beside its results.
func log(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }

func exitProcess(_ status: Int32) -> Never { exit(status) }
