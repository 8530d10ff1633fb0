// Generated from Chapters/04-primary-backup.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 1bc8cc598e9b9fe5

#sourceLocation(file: "Chapters/04-primary-backup.md", line: 3015)
/// What came from outside, and after how many instructions.
struct OutsideEvent: Hashable, Sendable {
  var isClock: Bool
  var value: Int
  var position: Int

  func moved(by count: Int) -> OutsideEvent {
    OutsideEvent(isClock: isClock, value: value, position: position + count)
  }
}

func recordedRun() -> (ToyMachine, [OutsideEvent]) {
  var (machine, log) = (ToyMachine(), [OutsideEvent]())
  while machine.position < 12 {
    if machine.position == 5 {
      machine.interrupt(99)
      log.append(OutsideEvent(isClock: false, value: 99, position: 5))
    }
    let time = 1_000 + 7 * machine.position
    if machine.next == .readClock {
      let position = machine.position
      log.append(OutsideEvent(isClock: true, value: time, position: position))
    }
    _ = machine.step(clock: time)
  }
  return (machine, log)
}
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 3047)
func replay(_ log: [OutsideEvent]) -> ToyMachine {
  var machine = ToyMachine()
  while machine.position < 12 {
    let due = log.filter { $0.position == machine.position }
    for packet in due where !packet.isClock { machine.interrupt(packet.value) }
    let reading = due.first { $0.isClock }?.value
    _ = machine.step(clock: reading ?? 5_000 + machine.position)
  }
  return machine
}
#sourceLocation()
