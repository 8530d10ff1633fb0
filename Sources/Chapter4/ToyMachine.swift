// Generated from Chapters/04-primary-backup.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 4ff25fcd4eae1774

#sourceLocation(file: "Chapters/04-primary-backup.md", line: 2934)
/// A computer in miniature. What it does next depends on its state alone; the
/// time and the packets come from outside.
public struct ToyMachine: Hashable, Sendable {
  public enum Instruction: Hashable, Sendable {
    case compute, readClock, output
  }

  /// How many instructions it has carried out.
  public private(set) var position = 0
  public private(set) var memory = 1
  public private(set) var outputCount = 0

  public init() {}

  public var next: Instruction {
    switch position % 4 {
    case 1: .readClock
    case 3: .output
    default: .compute
    }
  }
}
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 2961)
/// What a machine has sent out.
public struct MachineOutput: Hashable, Sendable {
  public var number: Int
  public var value: Int

  public init(_ number: Int, value: Int) {
    (self.number, self.value) = (number, value)
  }
}

extension ToyMachine {
  /// Carries out one instruction; if it reads the clock, it sees this time.
  public mutating func step(clock: Int) -> MachineOutput? {
    let instruction = next
    position += 1
    memory = (memory * 31 + 7) % 9_973
    if instruction == .readClock { memory = (memory + clock) % 9_973 }
    guard instruction == .output else { return nil }
    outputCount += 1
    return MachineOutput(outputCount, value: memory)
  }

  /// A packet arrives between two instructions.
  public mutating func interrupt(_ packet: Int) {
    memory = (memory * 17 + packet) % 9_973
  }
}
#sourceLocation()
