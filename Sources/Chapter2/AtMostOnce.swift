// Generated from Chapters/02-rpc.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 3853949bf8eb612f

#sourceLocation(file: "Chapters/02-rpc.md", line: 1121)
public import Simulation

/// Any application, made to run each call at most once.
///
/// Wraps the application instead of being built into it, so that whatever
/// replicates, logs or snapshots the pair can't separate the two: a state
/// without its table would run the next duplicate again.
/// Each client may have one call outstanding; a newer call is its word that
/// it waits for none of the older ones. Memory: one reply for each client.
public struct AtMostOnce<Application: StateMachine>: Hashable, Sendable {
  /// The last call of a client, and what it was answered.
  struct Completion: Hashable, Sendable {
    var id: CallID
    var reply: Application.Response
  }

  public internal(set) var application: Application
  var completions: [ClientID: Completion] = [:]

  public init(_ application: Application) { self.application = application }

  /// How many clients are remembered.
  public var clientCount: Int { completions.count }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 1155)
extension AtMostOnce: StateMachine {
  /// The reply; nil for a call that is older than the client's newest, whose
  /// reply is forgotten.
  public mutating func apply(
    _ call: Call<Application.Operation>
  ) -> Application.Response? {
    if let last = completions[call.id.client], call.id <= last.id {
      return call.id == last.id ? last.reply : nil
    }
    let reply = application.apply(call.operation)
    completions[call.id.client] = Completion(id: call.id, reply: reply)
    return reply
  }
}

extension AtMostOnce {
  /// Whether this call has run, or was overtaken by a newer one.
  public func isPast(_ id: CallID) -> Bool {
    completions[id.client].map { id <= $0.id } ?? false
  }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 1185)
extension AtMostOnce.Completion: WireValue
where Application.Response: WireValue {
  func write(to writer: inout WireWriter) {
    id.write(to: &writer)
    reply.write(to: &writer)
  }

  init(from reader: inout WireReader) throws(WireError) {
    id = try CallID(from: &reader)
    reply = try Application.Response(from: &reader)
  }
}

extension AtMostOnce: WireValue
where Application: WireValue, Application.Response: WireValue {
  public func write(to writer: inout WireWriter) {
    application.write(to: &writer)
    completions.write(to: &writer)
  }

  public init(from reader: inout WireReader) throws(WireError) {
    application = try Application(from: &reader)
    completions = try [ClientID: Completion](from: &reader)
  }
}
#sourceLocation()
