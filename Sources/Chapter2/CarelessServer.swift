// Generated from Chapters/02-rpc.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 262c3c7bc3e321d6

#sourceLocation(file: "Chapters/02-rpc.md", line: 2323)
internal import Simulation

/// A durable server with a flaw, to see that our checks notice it.
struct CarelessServer: StoreServing {
  enum Flaw: Hashable, Sendable { case repliesFirst, recordsApart }

  typealias Message = StoreMessage
  enum Record: Hashable, Sendable {
    case call(Call<KeyValueStore.Operation>)
    case effect(KeyValueStore.Operation)
    case completion(CallID, KeyValueStore.Response)
  }

  let flaw: Flaw
  private var table = AtMostOnce(KeyValueStore())

  init(_ flaw: Flaw) { self.flaw = flaw }

  var application: KeyValueStore { table.application }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 2348)
extension CarelessServer {
  mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    guard case .request(let call) = message else { return }
    let isNew = !table.isPast(call.id)
    guard let reply = table.apply(call) else { return }
    if flaw == .repliesFirst {
      context.send(.reply(call.id, reply), to: sender)
    }
    if isNew { write(call, reply, &context) }
    if flaw == .recordsApart {
      context.send(.reply(call.id, reply), to: sender)
    }
  }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 2369)
extension CarelessServer {
  private func write(
    _ call: Call<KeyValueStore.Operation>, _ reply: KeyValueStore.Response,
    _ context: inout Context<Self>
  ) {
    if flaw == .recordsApart {
      context.append(.effect(call.operation))
      context.sync()
      context.append(.completion(call.id, reply))
    } else {
      context.append(.call(call))
    }
    context.sync()
  }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 2389)
extension CarelessServer {
  mutating func restart(
    recovering log: StableLog<Record>, _ context: inout Context<Self>
  ) {
    for record in log.records {
      switch record {
      case .call(let call): _ = table.apply(call)
      case .effect(let operation):
        _ = table.application.apply(operation)
      case .completion(let id, let reply): table.remember(reply, of: id)
      }
    }
    guard log.isTorn else { return }
    context.rewrite(log.records)
    context.sync()
  }
}

extension AtMostOnce {
  /// Notes a completion whose effect is already there.
  mutating func remember(_ reply: Application.Response, of id: CallID) {
    completions[id.client] = Completion(id: id, reply: reply)
  }
}
#sourceLocation()
