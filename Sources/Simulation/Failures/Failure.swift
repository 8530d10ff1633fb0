public import Figures

/// A run in which a property fell, as short as it could be made.
public struct Failure: Error, Hashable, Sendable {
  public var scenario: String
  /// Which property fell, and how.
  public var violation: Violation
  /// The seed of the run that failed; nil if a search found it.
  public var seed: UInt64?
  /// The choices that make it fail. Of a safety property none can be left out (1-minimal); where only
  /// faults may be left out, every choice of the run.
  public var schedule: [Step]
  /// How many choices the run had at first.
  public var originalCount: Int
  /// The faults that are needed, where the adversary was scripted or drawn.
  public var faults: [Fault]
  public var trace: Trace
  /// Shows this very run again; see ``ReplayToken``.
  public var token: ReplayToken
  var roster: Roster
}

extension Failure: CustomStringConvertible {
  /// Property, seed, schedule, diagram and token, ready to be printed.
  public var description: String {
    let shown = schedule.prefix(Failure.shownSteps)
    var lines = ["\(violation.property) fell: \(violation.message)", headline, ""]
    for (index, step) in shown.enumerated() {
      lines.append("\(padded(index + 1))  \(step.description(roster))")
    }
    if shown.count < schedule.count {
      lines.append("    … and \(schedule.count - shown.count) more")
    }
    lines += ["", diagram.text + "replay: \(token.text)"]
    return lines.joined(separator: "\n")
  }

  /// The run as a space-time diagram.
  public var diagram: SpaceTimeDiagram { trace.diagram }

  private var headline: String {
    let origin = seed.map { "seed \($0)" } ?? "found by search"
    let count = schedule.count == 1 ? "1 choice" : "\(schedule.count) choices"
    return "\(scenario), \(origin): \(count) of \(originalCount) in the run at first"
  }

  private func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: " ", count: max(0, 4 - digits.count)) + digits
  }

  private static var shownSteps: Int { 60 }
}
