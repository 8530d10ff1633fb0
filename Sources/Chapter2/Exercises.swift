// Generated from Chapters/02-rpc.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 42df1c57ba5f1d3d

#sourceLocation(file: "Chapters/02-rpc.md", line: 3743)
/// A field's value.
public enum FieldValue: Hashable, Sendable {
  case number(UInt64)
  case fixed(UInt64)
  case text(String)
  case raw([UInt8])
}

/// Why bytes are no record.
public enum CodecError: Error, Hashable, Sendable {
  case truncated
  /// A varint that doesn't fit into 64 bits, or is longer than needed.
  case malformedNumber
  case malformedText
  /// A field whose number isn't greater than that of the one before.
  case unorderedFields
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 4147)
public import Simulation

/// Why an attempt brought no result.
public enum AttemptFailure: Hashable, Sendable {
  case timedOut
  case overloaded
  /// The application ran the call and refused: an answer.
  case rejected
}

/// What follows a failed attempt.
public enum RetryDecision: Hashable, Sendable {
  /// Send the call again, under this name, that much later; `remaining` is
  /// what is left until the deadline when it is sent.
  case retry(CallID, after: Duration, remaining: Duration)
  case giveUp
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 4403)
/// One unit of work, by number.
public enum MapReduceTask: Hashable, Sendable {
  case map(Int)
  case reduce(Int)
}

/// What the scheduler hears.
public enum WorkerEvent: Hashable, Sendable {
  /// A worker under a number that was never used before.
  case joined(Int)
  case died(Int)
  case finished(Int, MapReduceTask)
}

public struct Assignment: Hashable, Sendable {
  public let worker: Int
  public let task: MapReduceTask

  public init(worker: Int, task: MapReduceTask) {
    self.worker = worker
    self.task = task
  }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 4725)
public import Simulation

/// What clients and the server say to one another.
public enum SessionMessage: Hashable, Sendable {
  // To the server.
  case open(nonce: Int)
  case renew(session: Int)
  case call(session: Int, sequence: Int, KeyValueStore.Operation)
  // From the server.
  case opened(nonce: Int, session: Int)
  case answer(session: Int, sequence: Int, KeyValueStore.Response)
  case expired(session: Int)
}
#sourceLocation()
