// Generated from Chapters/04-primary-backup.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest d7706ceea1de38f3

#sourceLocation(file: "Chapters/04-primary-backup.md", line: 1596)
internal import Chapter2
public import Simulation

/// Everything that can happen to these servers and clients within a budget.
func replicaSearch<Server: Replicating>(
  _ name: String, _ system: System<ReplicaStoreMessage>, of type: Server.Type,
  _ budget: SearchBudget
) -> SystemSearch<ReplicaStoreMessage> {
  var search = SystemSearch(
    name, system, invariants: [oneEffectivePrimary(type)])
  search.historyInvariant("one store", of: ReplicaStoreClient.self) {
    contradiction(in: $0)
  }
  search.budget = budget
  search.crashable = Set(system.roster.nodes.dropFirst())
  search.skipsIdleDeliveries = true
  return search
}

/// Two of the chapter's servers, with what each client asks for.
public func pairSearch(
  _ name: String, work: [[KeyValueStore.Operation]], timers: Int,
  crashes: Int = 0, duplications: Int = 0
) -> SystemSearch<ReplicaStoreMessage> {
  let clients = zip(["Ann", "Bob"], work).map { ($0, Workload.closedLoop($1)) }
  var search = replicaSearch(
    name, replicaSystem(clients: Array(clients)), of: StoreReplicaNode.self,
    SearchBudget(duplications: duplications, crashes: crashes, timers: timers))
  search.constraints = [
    .init("S1 is first") { view in
      view[NodeID(0), as: StoreViewServerNode.self].server.view
        != View(1, primary: NodeID(2))
    }
  ]
  return search
}
#sourceLocation()
