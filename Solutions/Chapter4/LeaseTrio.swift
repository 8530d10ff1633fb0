// Generated from Solutions/04-primary-backup.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest fa0d105f1c959a9f

#sourceLocation(file: "Solutions/04-primary-backup.md", line: 973)
public import Chapter4
public import Simulation

/// Promises to name no other holder for a time.
///
/// Our solution, with holder and disk, has 29 lines.
public struct LeaseIssuer: Hashable, Sendable {
  /// On its disk: the last token that it has given out, 0 if none.
  public private(set) var storedToken: Int
  private let length: Duration
  private var holder: NodeID?
  private var end: Instant

  /// A new issuer.
  public init(length: Duration) {
    storedToken = 0
    self.length = length
    end = .start
  }

  /// An issuer that restarts with what its disk has kept.
  public init(length: Duration, storedToken: Int, restartedAt now: Instant) {
    self.storedToken = storedToken
    self.length = length
    end = now.advanced(by: length)
  }

  /// A lease for this holder; nil if another's may still last.
  public mutating func grant(
    to holder: NodeID, request: Int, now: Instant
  ) -> LeaseGrant? {
    guard now >= end || holder == self.holder else { return nil }
    self.holder = holder
    end = now.advanced(by: length)
    storedToken += 1
    return LeaseGrant(request: request, token: storedToken, length: length)
  }
}

/// Serves while it surely holds a lease.
public struct LeaseHolder: Hashable, Sendable {
  private let share: Double
  private var sent: [Instant] = []
  private var grant: LeaseGrant?

  /// Every clock's rate is within this of 1, in parts per million.
  public init(drift partsPerMillion: Int) {
    let drift = Double(partsPerMillion) / 1_000_000
    share = (1 - drift) / (1 + drift)
  }

  /// A request leaves; returns its number.
  public mutating func request(now: Instant) -> Int {
    sent.append(now)
    return sent.count
  }

  public mutating func receive(_ grant: LeaseGrant) {
    guard (1...max(1, sent.count)).contains(grant.request), !sent.isEmpty,
      grant.token > token ?? 0
    else { return }
    self.grant = grant
  }

  public func mayServe(now: Instant) -> Bool {
    guard let grant else { return false }
    return sent[grant.request - 1].duration(to: now) < grant.length * share
  }

  /// The token to write with; nil before the first grant.
  public var token: Int? { grant?.token }
}

/// Keeps what the holder with the newest token has written.
public struct TokenDisk: Hashable, Sendable {
  public private(set) var value = ""
  private var highest = 0

  public init() {}

  /// - Throws: `StaleToken` with the highest token that has written.
  public mutating func write(_ value: String, token: Int) throws(StaleToken) {
    guard token >= highest else { throw StaleToken(highest: highest) }
    (self.value, highest) = (value, token)
  }
}
#sourceLocation()
