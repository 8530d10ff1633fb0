internal import Foundation
public import Simulation

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// What a chapter shows on a real network: an executable of its own, whose processes are its nodes.
///
/// A chapter gets one with a file in `Sources/Cluster/ChapterN` and `cluster: true` in its row of
/// `Package.swift`. For a message type that says `Codable` this is all:
///
///     @main enum Ring: Demonstration {
///       static let roster = ringSystem(size: 3).roster
///
///       static func serve(_ place: ServerPlace) async throws {
///         try await place.serve(Member(), codec: .compact)
///       }
///
///       static func run(_ fleet: Fleet) async throws {
///         try await fleet.start(NodeID(0), NodeID(1))
///         let client = try await fleet.join(Asker(), as: NodeID(2), codec: .compact)
///         print(try await client.perform(.ask))
///       }
///     }
public protocol Demonstration: SendableMetatype {
  /// The names of all its nodes, servers and clients: those of the system that is simulated.
  static var roster: Roster { get }

  /// Runs one of its servers in this process until it is killed; `place.node` says which.
  ///
  /// - Throws: what ends the server, such as the node's own misuse.
  static func serve(_ place: ServerPlace) async throws

  /// Starts servers, does its work, and prints what happened.
  ///
  /// - Throws: what is wrong with that, in one line.
  static func run(_ fleet: Fleet) async throws
}

extension Demonstration {
  /// Without arguments, the demonstration; with `serve PLACE`, one of its servers.
  public static func main() async {
    let arguments = CommandLine.arguments.dropFirst()
    do {
      if arguments.isEmpty {
        try await show()
      } else if arguments.count == 2, arguments.first == "serve",
        let place = arguments.last.flatMap({ ServerPlace($0, in: roster) })
      {
        try await serve(place)
      } else {
        say(
          "usage: \(programName)\n       \(programName) serve PLACE, as it does itself for its servers"
        )
        exitProcess(2)
      }
    } catch {
      say("\(programName): \(error)")
      exitProcess(1)
    }
  }

  private static func show() async throws {
    try await Loopback.check()
    let fleet = try Fleet(of: roster)
    defer { fleet.disband() }
    let folder = fleet.folder
    // Its servers end with it; their files are taken away here.
    let interrupts = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        try? FileManager.default.removeItem(at: folder)
        exitProcess(128 + number)
      }
      source.activate()
      return source
    }
    defer { interrupts.forEach { $0.cancel() } }
    try await run(fleet)
  }

  private static var programName: String {
    CommandLine.arguments.first.map { URL(fileURLWithPath: $0).lastPathComponent } ?? "cluster"
  }
}

/// What a demonstration found that should not be.
public struct Wrong: Error, CustomStringConvertible {
  public var description: String

  public init(_ description: String) { self.description = description }
}

/// Ends this process, under a name that says so.
func exitProcess(_ status: Int32) -> Never { exit(status) }
