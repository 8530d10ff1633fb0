// Generated from Chapters/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest fa2a2561686f1805

#sourceLocation(file: "Chapters/06-consistency.md", line: 368)
public import Chapter2
internal import Histories
public import Simulation

extension History {
  /// What a checker may look at: a call that was given up is pending, and its
  /// client goes on under another name.
  public func withoutTimeouts<Reply>() -> History<Operation, Reply>
  where Response == Outcome<Reply> {
    var lives: [NodeID: Int] = [:]
    var names: [OperationID: OperationID] = [:]
    var result = History<Operation, Reply>()
    for event in events {
      let entry = entries[event.entry]
      guard event.isResponse else {
        let life = 1_000 * lives[entry.client, default: 0]
        let client = NodeID(Int(entry.client.index) + life)
        let name = OperationID(client: client, number: entry.id.number)
        names[entry.id] = name
        result.invoke(entry.operation, as: name, at: entry.invoked.time)
        continue
      }
      if case .reply(let reply) = entry.response, let name = names[entry.id] {
        try? result.respond(reply, to: name, at: event.moment.time)
      } else {
        lives[entry.client, default: 0] += 1
      }
    }
    return result
  }
}
#sourceLocation()
