internal import ExerciseSupport

/// What a client has seen and written so far.
public struct CausalContext: Hashable, Sendable {
  // What do you have to know of it?

  /// A client that has seen nothing.
  public init() {}
}

/// What a replica tells the others about a write.
public struct CausalUpdate: Hashable, Sendable {
  public let key: String
  public let value: String
  // What else must they know?
}

/// A replica of a key-value store that is causally consistent, always answers
/// at once, and agrees with the others when all have heard the same.
///
/// Clients stay with their replica; each brings its context along.
///
/// Our solution has 52 lines.
public struct CausalReplica: Sendable {
  /// - Parameter replica: the replica's own number; no other has it.
  public init(replica: Int) {}

  /// Writes, at once and without asking anybody.
  ///
  /// Returns what the other replicas are to be told. A replica must not show
  /// it to anybody before it shows everything that the client has seen or
  /// written until now; but what the client has not seen delays it only if the
  /// same replica sent it.
  public mutating func put(
    _ value: String, for key: String, context: inout CausalContext
  ) -> CausalUpdate {
    unimplemented(
      "CausalReplica.put", returning: CausalUpdate(key: key, value: value))
  }

  /// The value that won among the writes that may be shown here; nil if there
  /// is none.
  ///
  /// A write wins over all that its client's context knew of. Between writes
  /// that knew nothing of one another, all replicas choose alike.
  public func get(_ key: String, context: inout CausalContext) -> String? {
    unimplemented("CausalReplica.get", returning: nil)
  }

  /// Takes in what another replica tells: in any order, and perhaps twice.
  public mutating func replicate(_ update: CausalUpdate) {
    unimplemented("CausalReplica.replicate")
  }

  /// How many updates have come that may not be shown yet, each counted once.
  public var waitingCount: Int {
    unimplemented("CausalReplica.waitingCount", returning: 0)
  }
}
