// Generated from Solutions/12-gfs.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest b5c593c6721bac6e

#sourceLocation(file: "Solutions/12-gfs.md", line: 643)
public import Chapter12

/// Keeps a namespace on disk. Our solution has 44 lines.
public struct NamespaceMaster: Sendable {
  /// The state.
  public private(set) var image = NamespaceImage()

  public init() {}

  /// The state after a crash.
  public init(recovering disk: NamespaceDisk) {
    image = disk.checkpoints.last { $0.isComplete }?.image ?? NamespaceImage()
    for operation in disk.log.dropFirst(image.records) { apply(operation) }
  }

  /// Carries the operation out, and returns what must happen, in order.
  ///
  /// `files` gets the number of the operation's record for a name that is
  /// created, renamed to, or that a snapshot is made under.
  ///
  /// - Throws: `missing` for the path that an operation needs and that isn't
  ///   there, or else `exists` for the path that it would make and that is.
  public mutating func perform(
    _ operation: NamespaceOperation
  ) throws(NamespaceError) -> [NamespaceEffect] {
    let (needed, made) = Self.paths(of: operation)
    if let needed, image.files[needed] == nil { throw .missing(needed) }
    if let made, image.files[made] != nil { throw .exists(made) }
    apply(operation)
    return [.append(operation), .sync, .syncRemote, .reply]
  }

  private mutating func apply(_ operation: NamespaceOperation) {
    image.records += 1
    let (needed, made) = Self.paths(of: operation)
    if let needed, !Self.isSnapshot(operation) { image.files[needed] = nil }
    if let made { image.files[made] = image.records }
  }

  private static func paths(
    of operation: NamespaceOperation
  ) -> (needed: Path?, made: Path?) {
    switch operation {
    case .create(let path): (nil, path)
    case .delete(let path): (path, nil)
    case .rename(let path, let other), .snapshot(let path, let other):
      (path, other)
    }
  }

  private static func isSnapshot(_ operation: NamespaceOperation) -> Bool {
    if case .snapshot = operation { true } else { false }
  }

  /// Begins a checkpoint. Others may be complete, none is under way.
  public mutating func beginCheckpoint() -> [NamespaceEffect] {
    [.beginCheckpoint(image)]
  }

  /// The image that was begun last is written.
  public mutating func completeCheckpoint() -> [NamespaceEffect] {
    [.completeCheckpoint]
  }

  /// The locks that an operation takes, in the order in which it takes them.
  ///
  /// Paths begin with a slash: `/home/ann` has the proper prefix `/home`.
  public static func locks(for operation: NamespaceOperation) -> [PathLock] {
    var modes: [[Substring]: PathLock.Mode] = [:]
    let (needed, made) = paths(of: operation)
    for path in [needed, made].compactMap({ $0 }) {
      let parts = path.split(separator: "/")
      for count in 1..<parts.count {
        let prefix = Array(parts.prefix(count))
        modes[prefix] = modes[prefix] ?? .read
      }
      modes[parts] = .write
    }
    let sorted = modes.map { (parts: $0, path: path(of: $0), mode: $1) }
      .sorted { ($0.parts.count, $0.path) < ($1.parts.count, $1.path) }
    return sorted.map { PathLock($0.path, $0.mode) }
  }

  private static func path(of parts: [Substring]) -> Path {
    parts.map { "/" + $0 }.joined()
  }
}
#sourceLocation()
