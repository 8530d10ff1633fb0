internal import Chapter2
internal import Foundation
internal import Simulation

/// Chapter 2's server and client with a network and a disk.
enum StoreProcess {
  static let server = NodeID(0)
  static let client = NodeID(1)

  /// The same system that runs in the simulated world.
  static var system: System<StoreMessage> {
    var system = System<StoreMessage>()
    system.add("server", DurableStoreServer(KeyValueStore()))
    system.add(
      "client",
      StoreClient(server: server, options: CallOptions(retry: .fixed(.milliseconds(100)))))
    return system
  }

  /// Serves until it is killed. Prints the port once it listens.
  static func serve(port: Int, log path: String) async throws {
    let roster = system.roster
    let connections = Connections(of: server, in: roster)
    let runner = try NodeRunner(
      DurableStoreServer(KeyValueStore()), as: server, in: roster, over: connections, logAt: path)
    try await runner.begin()
    try await connections.listen(
      port: port, ready: { FileHandle.standardOutput.write(Data("\($0)\n".utf8)) },
      handing: { try await runner.receive($0, from: $1) })
  }
}
