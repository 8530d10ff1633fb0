// Generated from Chapters/02-rpc.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 271581893b17a98a

#sourceLocation(file: "Chapters/02-rpc.md", line: 2485)
internal import Simulation

/// A search for a schedule under which this server breaks a claim.
func search<Server: StoreServing>(
  _ server: Server, crashes: Int
) -> SystemSearch<StoreMessage> {
  var system = System<StoreMessage>()
  let id = system.add("server", server)
  let options = CallOptions(
    deadline: .milliseconds(100), retry: .fixed(.milliseconds(30)))
  system.add(
    "client", StoreClient(server: id, options: options),
    work: [.append("log", "a"), .append("log", "b"), .get("log")])
  let runOnce = Invariant<StoreMessage>("run once") { view in
    let log = view[id, as: Server.self].application.values["log"] ?? ""
    return Set(log).count == log.count ? nil : "the log is \(log)"
  }
  var search = SystemSearch(
    "two appends and a read", system, invariants: [runOnce])
  search.historyInvariant("answers fit one order", of: StoreClient.self) {
    firstContradiction(in: $0, from: KeyValueStore())
      .map { "no order explains the answer to call \($0.number)" }
  }
  search.budget = SearchBudget(
    losses: 1, duplications: 1, crashes: crashes, timers: 2)
  return search
}
#sourceLocation()
