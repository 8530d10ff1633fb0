public import Chapter12
internal import ExerciseSupport

/// Keeps a namespace on disk. Our solution has 44 lines.
public struct NamespaceMaster: Sendable {
  /// The state.
  public private(set) var image = NamespaceImage()

  public init() {}

  /// The state after a crash.
  public init(recovering disk: NamespaceDisk) {
    unimplemented("NamespaceMaster.init(recovering:)")
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
    unimplemented("NamespaceMaster.perform", returning: [])
  }

  /// Begins a checkpoint. Others may be complete, none is under way.
  public mutating func beginCheckpoint() -> [NamespaceEffect] {
    unimplemented("NamespaceMaster.beginCheckpoint", returning: [])
  }

  /// The image that was begun last is written.
  public mutating func completeCheckpoint() -> [NamespaceEffect] {
    unimplemented("NamespaceMaster.completeCheckpoint", returning: [])
  }

  /// The locks that an operation takes, in the order in which it takes them.
  ///
  /// Paths begin with a slash: `/home/ann` has the proper prefix `/home`.
  public static func locks(for operation: NamespaceOperation) -> [PathLock] {
    unimplemented("NamespaceMaster.locks", returning: [])
  }
}
