public import Chapter2
internal import ExerciseSupport

/// Decides who does what. Our solution has 43 lines.
public struct Scheduler: Sendable {
  public let maps: Int
  public let reduces: Int

  public init(maps: Int, reduces: Int) {
    self.maps = maps
    self.reduces = reduces
  }

  /// For each map whose output can be read, the worker that holds it.
  public var outputs: [Int: Int] {
    unimplemented("Scheduler.outputs", returning: [:])
  }

  /// For each reduce with an output under its final name, whose it is.
  public var published: [Int: Int] {
    unimplemented("Scheduler.published", returning: [:])
  }

  /// Reacts to an event with new assignments, in the order in which they
  /// were decided.
  public mutating func on(_ event: WorkerEvent) -> [Assignment] {
    unimplemented("Scheduler.on", returning: [])
  }
}
