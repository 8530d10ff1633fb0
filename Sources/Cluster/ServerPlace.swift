internal import Chapter2
internal import Foundation
internal import Simulation

/// Which server a process is, where it listens, and where its file is.
struct ServerPlace {
  var node: NodeID
  var roster: Roster
  /// 0 takes a free one.
  var port: Int
  var path: String

  /// Reads `serve NODE PORT LOG`; nil if that is not what the arguments say.
  init?(_ arguments: some Collection<String>, in roster: Roster) {
    let words = Array(arguments)
    guard words.count == 4, words[0] == "serve",
      let number = Int(words[1]), roster.nodes.indices.contains(number),
      let port = Int(words[2]), (0...65_535).contains(port)
    else { return nil }
    node = NodeID(number)
    self.roster = roster
    self.port = port
    path = words[3]
  }

  /// Runs the node here until the process is killed. Prints the port once it listens.
  func serve<N: Node>(_ value: N) async throws where N.Message: WireValue, N.Record: WireValue {
    let connections = Connections(of: node, in: roster)
    let runner = try NodeRunner(value, as: node, in: roster, over: connections, logAt: path)
    try await runner.begin()
    try await connections.listen(
      port: port, ready: { FileHandle.standardOutput.write(Data("\($0)\n".utf8)) },
      handing: { try await runner.receive($0, from: $1) })
  }
}
