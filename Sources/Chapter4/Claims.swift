// Generated from Chapters/04-primary-backup.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest cd1bf90316781772

#sourceLocation(file: "Chapters/04-primary-backup.md", line: 1538)
internal import Chapter2
internal import Histories
public import Simulation

/// A server that our checks can look into.
public protocol Replicating: Node where Message == ReplicaStoreMessage {
  var replica: Replica<KeyValueStore> { get }
}

extension ReplicaNode: Replicating where Application == KeyValueStore {}

extension SystemView<ReplicaStoreMessage> {
  /// The servers through which a call could be answered now.
  func effective<Server: Replicating>(_ type: Server.Type) -> [NodeID] {
    let replicas = all(type).filter { isUp($0.id) }
    return replicas.filter { _, server in
      let replica = server.replica
      guard replica.isPrimary, replica.isReady else { return false }
      guard let backup = replica.view.backup else { return true }
      return replicas.contains {
        $0.id == backup && $0.node.replica.view == replica.view
      }
    }.map(\.id)
  }
}
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 1568)
func oneEffectivePrimary<Server: Replicating>(
  _ type: Server.Type
) -> Invariant<ReplicaStoreMessage> {
  Invariant("one effective primary") { view in
    let found = view.effective(type)
    guard found.count > 1 else { return nil }
    return found.map { id in
      let number = view[id, as: type].replica.view.number
      return "\(view.name(of: id)) in view \(number)"
    }.joined(separator: " and ")
  }
}

/// nil if one store could have given these answers, and otherwise why not.
func contradiction(
  in history: History<KeyValueStore.Operation, KeyValueStore.Response>
) -> String? {
  switch history.linearizability(of: KeyValueStore()) {
  case .accepted: nil
  case .rejected(let why): "\(why)"
  case .unknown(let limit): "\(limit)"
  }
}
#sourceLocation()
