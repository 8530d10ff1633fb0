// Generated from Chapters/04-primary-backup.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest d267d47fd002e1cb

#sourceLocation(file: "Chapters/04-primary-backup.md", line: 1029)
internal import Chapter2
public import Simulation

public typealias StoreReplicaNode = ReplicaNode<KeyValueStore>
public typealias ReplicaStoreClient = ReplicaClient<KeyValueStore>
public typealias StoreViewServerNode = ViewServerNode<KeyValueStore>

/// How often a server pings, how long it may be silent, and how long a client
/// waits.
public struct ReplicaTimes: Hashable, Sendable {
  public var ping = Duration.milliseconds(25)
  public var silence = Duration.milliseconds(100)
  public var retry = Duration.milliseconds(50)

  public init() {}
}

/// A view server, servers S1, S2, ... and clients with their work.
public func replicaSystem(
  servers: Int = 2, clients: [(String, Workload<KeyValueStore.Operation>)],
  times: ReplicaTimes = ReplicaTimes(),
  link: Link = Link(delay: .constant(.milliseconds(5)))
) -> System<ReplicaStoreMessage> {
  var system = System<ReplicaStoreMessage>()
  system.links.standard = link
  let viewServer = system.add(
    "views", StoreViewServerNode(patience: times.silence))
  for number in 1...servers {
    let replica = Replica(
      KeyValueStore(), as: NodeID(number), viewServer: viewServer)
    system.add("S\(number)", StoreReplicaNode(replica, pingEvery: times.ping))
  }
  for (name, work) in clients {
    let client = ReplicaStoreClient(
      viewServer: viewServer, patience: times.retry)
    system.add(name, client, work: work)
  }
  return system
}
#sourceLocation()
