// Generated from Solutions/05-vector-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 637cc3e12642682a

#sourceLocation(file: "Solutions/05-vector-clocks.md", line: 99)
public import Chapter5
internal import ExerciseSupport

/// The vector clock of one process.
public struct ProcessVector: Hashable, Sendable {
  private let process: Int
  private var clock = SparseVector()

  public init(process: Int) { self.process = process }

  /// An event inside of the process.
  public mutating func local() -> SparseVector {
    clock.entries[process, default: 0] += 1
    return clock
  }

  /// The sending of a message, which carries the event's own stamp.
  public mutating func send() -> SparseVector {
    local()
  }

  /// The receipt of a message that carries `sent`.
  public mutating func receive(_ sent: SparseVector) -> SparseVector {
    clock = clock.joined(with: sent)
    return local()
  }
}
#sourceLocation()
