// Generated from Solutions/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 233dc75d99bc33c6

#sourceLocation(file: "Solutions/06-consistency.md", line: 947)
public import Chapter6


/// A schedule without crashes in which the register gives up linearizability
/// or availability, and which of them it is.
///
/// - Parameter make: makes such a register, in its first state. Registers do
///   the same in the same schedule.
/// - Returns: nil if the register did neither, as one may that isn't kept by
///   two nodes at all. Our solution has 32 lines.
public func partitionWitness(
  against make: () -> any TwoNodeRegister
) -> PartitionWitness? {
  let read: [ScheduleStep] = [.read(node: 1), .wait(ticks: patienceTicks)]
  let write: [ScheduleStep] = [.write(1, node: 0), .wait(ticks: patienceTicks)]
  for schedule in [[.cut] + write + read, [.cut] + read] {
    let evidence = evidence(of: schedule, on: make())
    if let evidence {
      return PartitionWitness(schedule: schedule, evidence: evidence)
    }
  }
  return nil
}

/// What a schedule shows in which each operation follows the one before.
private func evidence(
  of schedule: [ScheduleStep], on register: any TwoNodeRegister
) -> PartitionWitness.Evidence? {
  var register = register
  var expected: [RegisterAnswer] = []
  var value = 0
  var answers: [Int: RegisterAnswer] = [:]
  for step in schedule {
    if case .write(let written, _) = step {
      value = written
      expected.append(.written)
    } else if case .read = step {
      expected.append(.value(value))
    }
    for reply in register.take(step) { answers[reply.operation] = reply.answer }
  }
  for (operation, right) in expected.enumerated() {
    let answer = answers[operation] ?? .refused
    if answer == .refused { return .unanswered(operation: operation) }
    if answer != right { return .notLinearizable }
  }
  return nil
}
#sourceLocation()
