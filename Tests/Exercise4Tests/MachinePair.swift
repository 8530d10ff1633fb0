// Generated from Chapters/04-primary-backup.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 436e554534bcc9d5

#sourceLocation(file: "Chapters/04-primary-backup.md", line: 4595)
import Chapter4
import Exercise4
import ExerciseTesting
import Simulation
import Testing

/// The machine itself, with what it has sent out: computed without the pair.
private struct Reference {
  var machine = ToyMachine()
  var outputs: [MachineOutput] = []

  mutating func happen(_ event: MachineEvent) {
    switch event {
    case .step(let clock):
      if let output = machine.step(clock: clock) { outputs.append(output) }
    case .interrupt(let packet): machine.interrupt(packet)
    }
  }
}

private func entries(_ actions: [MachineAction]) -> [MachineEntry] {
  actions.compactMap { if case .log(let entry) = $0 { entry } else { nil } }
}

private func outputs(_ actions: [MachineAction]) -> [MachineOutput] {
  actions.compactMap { if case .emit(let output) = $0 { output } else { nil } }
}

/// Eight steps, with a packet in front of the third and the sixth.
private let events: [MachineEvent] = [
  .step(clock: 100), .step(clock: 107), .interrupt(5), .step(clock: 114),
  .step(clock: 121), .step(clock: 128), .interrupt(6), .step(clock: 135),
  .step(clock: 142), .step(clock: 149),
]

@Suite("4.3 A machine and its shadow", .exercise)
struct MachinePairTests {
  /// The log of those events, with nothing acknowledged.
  private func log() -> (MachinePrimary, [MachineEntry], [MachineAction]) {
    var primary = MachinePrimary()
    let actions = events.flatMap { primary.step($0) }
    return (primary, entries(actions), actions)
  }

  @Test("the primary's machine does what the machine does")
  func machine() {
    var reference = Reference()
    for event in events { reference.happen(event) }
    #expect(log().0.machine == reference.machine)
  }

  @Test("clock readings, packets and outputs are logged, with their positions")
  func logged() {
    let expected: [MachineEntry.Content] = [
      .clock(107, at: 1), .interrupt(5, at: 2), .output(at: 3),
      .interrupt(6, at: 5), .clock(135, at: 5), .output(at: 7),
    ]
    let (_, log, _) = log()
    #expect(log.map(\.content) == expected)
    #expect(log.map(\.number) == Array(1...6), "entries count from 1")
  }

  @Test("no output leaves before its own entry is acknowledged")
  func outputRule() {
    var (primary, log, actions) = log()
    #expect(outputs(actions).isEmpty, "nothing is acknowledged yet")
    #expect(log.count == 6)
    #expect(
      outputs(primary.acknowledged(2)).isEmpty,
      "entry 3 is the first output's, and 2 is acknowledged")
    #expect(outputs(primary.acknowledged(3)).map(\.number) == [1])
    #expect(outputs(primary.acknowledged(5)).isEmpty)
    #expect(outputs(primary.acknowledged(6)).map(\.number) == [2])
  }

  @Test("an acknowledgement is cumulative, and repeated or late it emits nothing")
  func cumulative() {
    var (primary, _, _) = log()
    var reference = Reference()
    for event in events { reference.happen(event) }
    #expect(outputs(primary.acknowledged(6)) == reference.outputs)
    #expect(outputs(primary.acknowledged(6)).isEmpty, "6 once more")
    #expect(outputs(primary.acknowledged(3)).isEmpty, "3, late")
  }

  @Test("an entry says how many outputs had been emitted, not how many wait")
  func emitted() {
    var primary = MachinePrimary()
    var log: [MachineEntry] = []
    for event in events.prefix(5) { log += entries(primary.step(event)) }
    #expect(log.map(\.emitted) == [0, 0, 0], "output 1 waits")
    _ = primary.acknowledged(3)
    for event in events.dropFirst(5) { log += entries(primary.step(event)) }
    #expect(log.map(\.emitted) == [0, 0, 0, 1, 1, 1])
  }

  @Test("a backup emits nothing while it follows")
  func silent() {
    let (_, log, _) = log()
    var backup = MachineBackup()
    for entry in log {
      #expect(outputs(backup.append(entry)).isEmpty, "entry \(entry.number)")
    }
    #expect(
      outputs(backup.takeOver()).map(\.number) == [1, 2],
      "no entry counts an output as emitted")
  }

  @Test("after any part of the log, the backup's machine is where that leaves it")
  func prefixes() {
    let (_, log, _) = log()
    // How many of the events each entry needs.
    for (count, needed) in [(1, 2), (2, 3), (3, 5), (4, 7), (5, 8), (6, 10)] {
      var backup = MachineBackup()
      for entry in log.prefix(count) { _ = backup.append(entry) }
      let said = outputs(backup.takeOver())
      var reference = Reference()
      for event in events.prefix(needed) { reference.happen(event) }
      #expect(
        backup.machine == reference.machine,
        "after \(count) entries, \(log.prefix(count).map(\.content))")
      #expect(said == reference.outputs, "after \(count) entries")
    }
  }

  @Test("outputs that the log counts as emitted aren't repeated")
  func notRepeated() {
    var primary = MachinePrimary()
    var backup = MachineBackup()
    for (index, event) in events.enumerated() {
      for entry in entries(primary.step(event)) { _ = backup.append(entry) }
      if index == 4 { _ = primary.acknowledged(3) }
    }
    #expect(outputs(backup.takeOver()).map(\.number) == [2])
  }

  @Test("whenever the primary dies, no output is missing, and none contradicts")
  func crashes() throws {
    var repeated = 0
    for seed in 0..<400 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      var (primary, backup) = (MachinePrimary(), MachineBackup())
      var reference = Reference()
      var (flying, got): ([MachineEntry], Int) = ([], 0)
      var left: [MachineOutput] = []
      for time in 0..<40 {
        switch random.next(below: 6) {
        case 0:
          let event = MachineEvent.interrupt(Int(random.next(below: 100)))
          flying += entries(primary.step(event))
          reference.happen(event)
        case 1...3:
          let event = MachineEvent.step(clock: 1_000 + time)
          flying += entries(primary.step(event))
          reference.happen(event)
        case 4:
          guard !flying.isEmpty else { continue }
          got = flying[0].number
          _ = backup.append(flying.removeFirst())
        default:
          let late = Int(random.next(below: 3))
          left += outputs(primary.acknowledged(max(0, got - late)))
        }
      }
      let after = outputs(backup.takeOver())
      let both = left.map(\.number) + after.map(\.number)
      let count = backup.machine.outputCount
      try #require(
        left + after.filter { !left.contains($0) }
          == Array(reference.outputs.prefix(count)),
        "seed \(seed): the primary emitted \(left), the backup \(after)")
      try #require(
        left.count <= count, "seed \(seed): the backup can't repeat \(left)")
      repeated += both.count - Set(both).count
    }
    #expect(repeated > 20, "the last output must be sent again: it may be lost")
  }
}
#sourceLocation()
