/// A read, a write or an append of a register whose values tell what made them.
struct RegisterCall {
  enum Kind: UInt8 {
    case write
    case append
    case read
  }

  static let untold: Int32 = -1
  static let impossible: Int32 = -2

  var entry: Int32
  var kind: Kind
  /// Of a write the version that it makes; of a read the one that it found; of an append the one that
  /// its client was told, or `untold`. `impossible` where no calls of the history can make what was
  /// found.
  var version: Int32
  var invoked: Int32
  /// `Call.never` while it is pending.
  var returned: Int32
}

/// What a register can hold: a forest. Its roots are the initial value and what was written; a child is its
/// parent with one append more.
struct Versions {
  static let initial: Int32 = -2
  static let nobody: Int32 = -1

  /// For each version the call that makes it of its parent, or of nothing.
  private(set) var maker: [Int32] = [Versions.initial]
  private(set) var parent: [Int32] = [-1]
  private(set) var root: [Int32] = [0]
  private(set) var depth: [Int32] = [0]
  var count: Int { maker.count }

  /// Adds a root that nobody is known to have written.
  mutating func addRoot() -> Int32 {
    let version = Int32(count)
    maker.append(Self.nobody)
    parent.append(-1)
    root.append(version)
    depth.append(0)
    return version
  }

  mutating func addChild(of other: Int32, maker call: Int32) -> Int32 {
    let version = Int32(count)
    maker.append(call)
    parent.append(other)
    root.append(root[Int(other)])
    depth.append(depth[Int(other)] + 1)
    return version
  }

  /// Says which call writes a root.
  mutating func setMaker(of version: Int32, to call: Int32) { maker[Int(version)] = call }

  /// The calls that make a version, the last first.
  func makers(of version: Int32) -> [Int] {
    var makers: [Int] = []
    var version = version
    while version >= 0 {
      if maker[Int(version)] >= 0 { makers.append(Int(maker[Int(version)])) }
      version = parent[Int(version)]
    }
    return makers
  }
}
