public import Simulation

/// A history as it stood in a file.
public struct RecordedHistory<Operation: Hashable & Sendable, Response: Hashable & Sendable>:
  Hashable, Sendable
{
  public var history: History<Operation, Response>
  /// What the file calls the clients, by their indices.
  public var clients: [String]
  /// What of the file is no part of the history, and why.
  public var omissions: [OmittedLines]

  public init(
    _ history: History<Operation, Response>, clients: [String], omissions: [OmittedLines] = []
  ) {
    self.history = history
    self.clients = clients
    self.omissions = omissions
  }

  /// What the file calls a client.
  public func name(_ client: NodeID) -> String {
    clients.indices.contains(Int(client.index)) ? clients[Int(client.index)] : "\(client)"
  }
}

/// Lines that a reader passed over for one reason.
public struct OmittedLines: Hashable, Sendable, CustomStringConvertible {
  /// What they are: "events of :nemesis".
  public var what: String
  public var lines: [Int]

  public var description: String {
    let first = lines.prefix(3).map(String.init).joined(separator: ", ")
    let rest = lines.count > 3 ? ", …" : ""
    return lines.count == 1
      ? "passed over 1 line, \(what): line \(first)"
      : "passed over \(lines.count) lines, \(what): lines \(first)\(rest)"
  }
}

/// What a reader passes over, by reason, in the order in which the reasons occur.
struct Omissions {
  private(set) var all: [OmittedLines] = []

  mutating func add(_ what: String, line: Int) {
    if let known = all.firstIndex(where: { $0.what == what }) {
      all[known].lines.append(line)
    } else {
      all.append(OmittedLines(what: what, lines: [line]))
    }
  }

  /// Why there is nothing to judge in a file.
  func emptiness(of file: String) -> FormatError {
    let seen = all.isEmpty ? "nothing stands in it" : all.map(\.description).joined(separator: "; ")
    return FormatError(
      file: file, line: 1,
      message: "no operation was found, so that there is nothing to judge: \(seen); "
        + "if it is in another format, name that with --format")
  }
}
