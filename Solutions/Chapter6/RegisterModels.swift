// Generated from Solutions/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 3cb0b9208d6afe7c

#sourceLocation(file: "Solutions/06-consistency.md", line: 24)
public import Chapter6
public import Simulation

/// Whether a register with that promise may produce the history.
///
/// Our solution has 32 lines.
public func accepts(
  _ model: RegisterModel, _ history: RegisterHistory
) -> Bool {
  let entries = history.entries
  let writes = entries.filter { $0.operation != .read }
  let reads = entries.filter { $0.operation == .read && !$0.isPending }
  let clients = Set(reads.map(\.client))
  switch model {
  case .linearizable: return isLegal(entries) { $0.precedes($1) }
  case .sequential: return isLegal(entries, respecting: inSession)
  case .pram:
    return clients.allSatisfy { client in
      let own = reads.filter { $0.client == client }
      return isLegal(writes + own, respecting: inSession)
    }
  case .regular:
    return reads.allSatisfy { isLegal(writes + [$0]) { $0.precedes($1) } }
  case .safe:
    return reads.allSatisfy { read in
      writes.contains { overlap($0, read) }
        || isLegal(writes + [read]) { $0.precedes($1) }
    }
  }
}

private typealias Entry = RegisterHistory.Entry

private func isLegal(
  _ entries: [Entry], respecting mustPrecede: (Entry, Entry) -> Bool
) -> Bool {
  RegisterHistory.hasLegalOrder(of: entries, respecting: mustPrecede)
}

private func inSession(_ first: Entry, _ second: Entry) -> Bool {
  first.client == second.client && first.invoked < second.invoked
}

private func overlap(_ first: Entry, _ second: Entry) -> Bool {
  !first.precedes(second) && !second.precedes(first)
}
#sourceLocation()
