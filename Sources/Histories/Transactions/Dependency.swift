/// Which dependencies may stand in a path, as a set.
struct DependencySet: OptionSet {
  let rawValue: UInt8

  /// The second transaction appended after the first had.
  static let overwrite = DependencySet(rawValue: 1)
  /// The second read what the first appended.
  static let readFrom = DependencySet(rawValue: 2)
  /// The first read a version without what the second appended.
  static let antidependency = DependencySet(rawValue: 4)
  /// One client ran the first, then the second.
  static let process = DependencySet(rawValue: 8)
  /// The first had returned before the second was invoked.
  static let realTime = DependencySet(rawValue: 16)
  /// The rest of an edge that began in a vertex that is no transaction: it has no kind of its own.
  static let passage = DependencySet(rawValue: 32)

  static let information: DependencySet = [.overwrite, .readFrom]
  static let data: DependencySet = [.overwrite, .readFrom, .antidependency]
  static let order: DependencySet = [.process, .realTime]
}

extension Anomaly.Order {
  var dependencies: DependencySet {
    switch self {
    case .data: []
    case .process: .process
    case .realTime: .realTime
    }
  }
}

/// An edge of the dependency graph: why `target` comes after another vertex.
struct Dependency {
  var target: Int32
  var kind: DependencySet
  /// The list it was deduced from; -1 where no list was.
  var key: Int32 = -1
  /// For an overwrite the place of the first's last element; otherwise the length of the version read.
  var place: Int32 = 0
}
