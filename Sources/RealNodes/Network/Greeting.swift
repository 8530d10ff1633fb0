internal import Simulation

/// A node from one start to its end: numbers grow, so that of two nodes the later one can be told.
struct Life: Codable, Equatable, Sendable {
  var node: NodeID
  var number: Int
}

/// The first frame on a connection, in both directions: who speaks, and whom it takes the other for.
///
/// The port of a process that has ended may belong to a stranger by now, or to a later life of the same
/// node, so both sides say what they think, and a connection in error is closed.
struct Greeting: Codable, Equatable {
  var fleet: String
  var sender: Life
  var receiver: Life
}

/// Why a connection was closed.
enum ConnectionError: Error, Equatable, CustomStringConvertible {
  case noGreeting(after: Duration)
  case stranger
  case brokenOff
  case tooLong(Int, limit: Int)

  var description: String {
    switch self {
    case .noGreeting(let patience): "nobody said who it is within \(patience)"
    case .stranger: "who greets is not a node of this fleet, or takes this one for another"
    case .brokenOff: "it ended inside a frame; the rest is dropped, and will be asked for again"
    case .tooLong(let length, let limit):
      "a message of \(length) bytes is longer than what its receiver takes, \(limit) bytes"
    }
  }
}
