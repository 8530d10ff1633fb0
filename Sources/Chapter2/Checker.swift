// Generated from Chapters/02-rpc.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 7a1e6969670ca4c1

#sourceLocation(file: "Chapters/02-rpc.md", line: 2204)
public import Simulation

/// The first reply of a single client that no sequential run can explain.
///
/// A call whose outcome is unknown has run before the client's next call, or
/// never. Chapter 6 has the checker for many clients.
public func firstContradiction<Application: StateMachine>(
  in history: History<Application.Operation, Outcome<Application.Response>>,
  from initial: Application
) -> OperationID? {
  var possible: Set = [initial]
  for entry in history.entries {
    let ran = possible.map { state in
      var next = state
      return (reply: next.apply(entry.operation), state: next)
    }
    switch entry.response {
    case .reply(let reply):
      possible = Set(ran.filter { $0.reply == reply }.map(\.state))
      if possible.isEmpty { return entry.id }
    case .unknown, nil:
      possible.formUnion(ran.map(\.state))
    }
  }
  return nil
}
#sourceLocation()
