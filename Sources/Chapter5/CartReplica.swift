// Generated from Chapters/05-vector-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 4211b4403343e1f2

#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 913)
/// One version of a shopping cart.
public struct CartVersion: Hashable, Sendable {
  public var items: [String]
  public var version: VectorClock
}

/// A replica of a cart, which keeps all versions that no other replaces.
public struct CartReplica: Hashable, Sendable {
  let replica: Int
  public private(set) var siblings: [CartVersion] = []
  /// The join of all versions that it has seen.
  public private(set) var context: VectorClock

  public init(replica: Int, of count: Int) {
    self.replica = replica
    context = VectorClock(processes: count)
  }
}
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 937)
extension CartReplica {
  /// A client that has seen `seen` writes the cart.
  public mutating func write(_ items: [String], seeing seen: VectorClock) {
    var version = seen
    version.join(VectorClock(context.entries.enumerated().map {
      $0 == replica ? $1 : 0
    }))
    version.tick(replica)
    take(CartVersion(items: items, version: version), replacing: seen)
  }

  /// Another replica sends one of its versions.
  public mutating func receive(_ other: CartVersion) {
    guard !siblings.contains(where: { other.version <= $0.version }) else {
      return
    }
    take(other, replacing: other.version)
  }

  private mutating func take(_ new: CartVersion, replacing seen: VectorClock) {
    siblings.removeAll { $0.version <= seen }
    siblings.append(new)
    context.join(new.version)
  }
}
#sourceLocation()
