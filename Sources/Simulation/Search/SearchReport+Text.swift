internal import Figures

extension SearchReport: CustomStringConvertible {
  public var description: String {
    var lines = ["\(name): \(headline)"]
    lines.append(
      "  \(grouped(states)) states, \(grouped(generated)) generated, depth \(depth)"
        + (unexplored > 0 ? ", \(grouped(unexplored)) not yet explored" : ""))
    if let omission { lines.append("  by fingerprint: \(omission)") }
    lines.append(
      "  the model's code ran \(grouped(evaluations)) times; tables took \(inBytes(peakBytes))")
    for witness in witnesses {
      lines.append("  reached \"\(witness.goal)\" in \(max(0, witness.steps.count - 1)) steps")
    }
    if !neverEnabled.isEmpty {
      lines.append("  never enabled: \(neverEnabled.joined(separator: ", "))")
    }
    if let counterexample { lines.append("\(counterexample)") }
    return lines.joined(separator: "\n")
  }

  private var headline: String {
    switch verdict {
    case .holds:
      omission == nil ? "holds in the whole space" : "holds in all states told apart"
    case .fails(let counterexample): "fails: \(counterexample.property)"
    case .inconclusive(let reason): "inconclusive: \(reason)"
    }
  }
}

extension Counterexample: CustomStringConvertible {
  public var description: String {
    var lines = ["\"\(property)\" falls: \(message)"]
    for (index, step) in steps.enumerated() {
      let isLoop = loopsTo == index
      lines.append(
        "\(isLoop ? "↻" : " ") \(index). \(index == 0 ? "at the beginning\(step.action)" : step.action)"
      )
      lines += step.changes.map { "       \($0)" }
    }
    if let loopsTo {
      lines.append(
        loopsTo == steps.count - 1
          ? "  and nothing need ever happen again" : "  and so on for ever, from step \(loopsTo)")
    }
    if let failure { lines += ["", failure.diagram.text, "", "replay: \(failure.token.text)"] }
    return lines.joined(separator: "\n")
  }
}

extension Omission: CustomStringConvertible {
  public var description: String {
    guard expectedStates < 1 else {
      return "about \(grouped(Int(expectedStates.rounded()))) states were mistaken for others, "
        + "and missed with all that only they lead to"
    }
    guard expectedStates > 0 else { return "no state can have been omitted" }
    return "the probability that any state was omitted is below 1 in \(grouped(odds))"
  }

  /// Rounded down, so that the bound stays one.
  private var odds: Int { Int(min(1e18, (1 / expectedStates).rounded(.down))) }
}

/// 1234567 as 1,234,567.
func grouped(_ number: Int) -> String {
  var digits = Array(String(number.magnitude))
  for place in stride(from: digits.count - 3, to: 0, by: -3) { digits.insert(",", at: place) }
  return (number < 0 ? "-" : "") + String(digits)
}

/// Bytes in the largest unit that leaves at least two digits.
func inBytes(_ bytes: Int) -> String {
  if bytes >= 10_000_000 { return "\(grouped(bytes / 1_000_000)) MB" }
  return bytes >= 10_000 ? "\(grouped(bytes / 1_000)) kB" : "\(bytes) bytes"
}
