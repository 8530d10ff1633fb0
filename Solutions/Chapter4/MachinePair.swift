// Generated from Solutions/04-primary-backup.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 5b5d5928d3de0d6c

#sourceLocation(file: "Solutions/04-primary-backup.md", line: 506)
public import Chapter4

/// Runs a machine, and lets its outputs leave when the backup could repeat
/// them. Our solution, with the backup, has 48 lines.
public struct MachinePrimary: Hashable, Sendable {
  public private(set) var machine = ToyMachine()
  private var entryCount = 0
  private var emitted = 0
  private var waiting: [Held] = []

  struct Held: Hashable, Sendable {
    var entry: Int
    var output: MachineOutput
  }

  public init() {}

  /// Something happens to the machine; returns what is to be logged.
  public mutating func step(_ event: MachineEvent) -> [MachineAction] {
    let position = machine.position
    switch event {
    case .interrupt(let packet):
      machine.interrupt(packet)
      return [log(.interrupt(packet, at: position))]
    case .step(let clock):
      let instruction = machine.next
      let output = machine.step(clock: clock)
      if instruction == .readClock { return [log(.clock(clock, at: position))] }
      guard let output else { return [] }
      let action = log(.output(at: position))
      waiting.append(Held(entry: entryCount, output: output))
      return [action]
    }
  }

  private mutating func log(_ content: MachineEntry.Content) -> MachineAction {
    entryCount += 1
    return .log(MachineEntry(entryCount, content, emitted: emitted))
  }

  /// The backup has all entries up to this one; returns what may leave.
  public mutating func acknowledged(_ number: Int) -> [MachineAction] {
    let free = waiting.prefix { $0.entry <= number }
    waiting.removeFirst(free.count)
    emitted += free.count
    return free.map { .emit($0.output) }
  }
}

/// Follows a primary by its log.
public struct MachineBackup: Hashable, Sendable {
  public private(set) var machine = ToyMachine()
  private var outputs: [MachineOutput] = []
  private var emitted = 0

  public init() {}

  /// The next entry of the log; a backup emits nothing.
  public mutating func append(_ entry: MachineEntry) -> [MachineAction] {
    emitted = entry.emitted
    switch entry.content {
    case .interrupt(let packet, let position):
      run(to: position)
      machine.interrupt(packet)
    case .clock(let time, let position):
      run(to: position)
      _ = machine.step(clock: time)
    case .output(let position):
      run(to: position)
      if let output = machine.step(clock: 0) { outputs.append(output) }
    }
    return []
  }

  private mutating func run(to position: Int) {
    while machine.position < position { _ = machine.step(clock: 0) }
  }

  /// The primary is dead; returns the outputs that may not have left it.
  public mutating func takeOver() -> [MachineAction] {
    outputs.filter { $0.number > emitted }.map { .emit($0) }
  }
}
#sourceLocation()
