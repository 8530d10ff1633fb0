public import Chapter4
internal import ExerciseSupport
public import Simulation

/// Promises to name no other holder for a time.
///
/// Our solution, with holder and disk, has 29 lines.
public struct LeaseIssuer: Hashable, Sendable {
  /// On its disk: the last token that it has given out, 0 if none.
  public private(set) var storedToken: Int

  /// A new issuer.
  public init(length: Duration) {
    storedToken = 0
    unimplemented("LeaseIssuer.init")
  }

  /// An issuer that restarts with what its disk has kept.
  public init(length: Duration, storedToken: Int, restartedAt now: Instant) {
    self.storedToken = storedToken
    unimplemented("LeaseIssuer.init(restartedAt:)")
  }

  /// A lease for this holder; nil if another's may still last.
  public mutating func grant(
    to holder: NodeID, request: Int, now: Instant
  ) -> LeaseGrant? {
    unimplemented("LeaseIssuer.grant", returning: nil)
  }
}

/// Serves while it surely holds a lease.
public struct LeaseHolder: Hashable, Sendable {
  /// Every clock's rate is within this of 1, in parts per million.
  public init(drift partsPerMillion: Int) {
    unimplemented("LeaseHolder.init")
  }

  /// A request leaves; returns its number.
  public mutating func request(now: Instant) -> Int {
    unimplemented("LeaseHolder.request", returning: 0)
  }

  public mutating func receive(_ grant: LeaseGrant) {
    unimplemented("LeaseHolder.receive")
  }

  public func mayServe(now: Instant) -> Bool {
    unimplemented("LeaseHolder.mayServe", returning: false)
  }

  /// The token to write with; nil before the first grant.
  public var token: Int? { unimplemented("LeaseHolder.token", returning: nil) }
}

/// Keeps what the holder with the newest token has written.
public struct TokenDisk: Hashable, Sendable {
  public private(set) var value = ""

  public init() {}

  /// - Throws: `StaleToken` with the highest token that has written.
  public mutating func write(_ value: String, token: Int) throws(StaleToken) {
    unimplemented("TokenDisk.write")
  }
}
