public import Chapter4
internal import ExerciseSupport

/// Runs a machine, and lets its outputs leave when the backup could repeat
/// them. Our solution, with the backup, has 48 lines.
public struct MachinePrimary: Hashable, Sendable {
  public private(set) var machine = ToyMachine()

  public init() {}

  /// Something happens to the machine; returns what is to be logged.
  public mutating func step(_ event: MachineEvent) -> [MachineAction] {
    unimplemented("MachinePrimary.step", returning: [])
  }

  /// The backup has all entries up to this one; returns what may leave.
  public mutating func acknowledged(_ number: Int) -> [MachineAction] {
    unimplemented("MachinePrimary.acknowledged", returning: [])
  }
}

/// Follows a primary by its log.
public struct MachineBackup: Hashable, Sendable {
  public private(set) var machine = ToyMachine()

  public init() {}

  /// The next entry of the log; a backup emits nothing.
  public mutating func append(_ entry: MachineEntry) -> [MachineAction] {
    unimplemented("MachineBackup.append", returning: [])
  }

  /// The primary is dead; returns the outputs that may not have left it.
  public mutating func takeOver() -> [MachineAction] {
    unimplemented("MachineBackup.takeOver", returning: [])
  }
}
