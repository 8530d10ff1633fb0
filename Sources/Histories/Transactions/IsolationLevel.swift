/// What a transactional store may promise.
///
/// A level is the anomalies that it forbids (Adya's thesis); its raw value is its name on a command line.
/// With lists that are read by key, and never by predicate, repeatable read (PL-2.99) and serializability
/// (PL-3) forbid the same.
public enum IsolationLevel: String, Hashable, Sendable, CaseIterable {
  /// PL-1: no G0.
  case readUncommitted = "read-uncommitted"
  /// PL-2: nor G1a, G1b, G1c.
  case readCommitted = "read-committed"
  /// PL-SI: of any two dependencies in a cycle that read what was then overwritten, two must be adjacent
  /// (Cerone and Gotsman, "Analysing Snapshot Isolation", 2016).
  case snapshotIsolation = "snapshot-isolation"
  /// PL-3: no cycle at all.
  case serializable
  /// The same two with each client's own order.
  case strongSessionSnapshotIsolation = "strong-session-snapshot-isolation"
  case strongSessionSerializable = "strong-session-serializable"
  /// The same two with real time.
  case strongSnapshotIsolation = "strong-snapshot-isolation"
  case strictSerializable = "strict-serializable"

  /// The order beside the data's own that must be kept.
  public var order: Anomaly.Order {
    switch self {
    case .strongSessionSnapshotIsolation, .strongSessionSerializable: .process
    case .strongSnapshotIsolation, .strictSerializable: .realTime
    default: .data
    }
  }

  /// Whether the level, kept by a store, leaves no room for the anomaly.
  public func forbids(_ kind: Anomaly.Kind, _ order: Anomaly.Order) -> Bool {
    kind <= gravest && order <= self.order
  }

  /// The last kind, in order of subtlety, that is forbidden.
  private var gravest: Anomaly.Kind {
    switch self {
    case .readUncommitted: .writeCycle
    case .readCommitted: .circularInformationFlow
    case .snapshotIsolation, .strongSessionSnapshotIsolation, .strongSnapshotIsolation:
      .nonadjacentAntidependencies
    case .serializable, .strongSessionSerializable, .strictSerializable: .antidependencyCycle
    }
  }

  /// Whether every history that keeps the other level keeps this one as well.
  public func isImplied(by other: IsolationLevel) -> Bool {
    gravest <= other.gravest && order <= other.order
  }
}

extension IsolationLevel: CustomStringConvertible {
  public var description: String {
    switch self {
    case .readUncommitted: "read uncommitted"
    case .readCommitted: "read committed"
    case .snapshotIsolation: "snapshot isolation"
    case .serializable: "serializability"
    case .strongSessionSnapshotIsolation: "strong session snapshot isolation"
    case .strongSessionSerializable: "strong session serializability"
    case .strongSnapshotIsolation: "strong snapshot isolation"
    case .strictSerializable: "strict serializability"
    }
  }
}
