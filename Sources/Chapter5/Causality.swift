// Generated from Chapters/05-vector-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest a5e3a426940720a5

#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 667)
public import Chapter3
public import Simulation

/// The events of a trace with their causes.
public struct Causality: Sendable {
  public private(set) var execution = Execution()
  /// What each event was, and when.
  public private(set) var labels: [String] = []
  public let processes: [String]

  public init(of trace: Trace) {
    processes = trace.nodes
    var sendings: [Int: Int] = [:]
    for event in trace.events {
      guard let node = event.node, let label = event.what.label
      else { continue }
      var source: Int?
      if case .receives(let message, _, _) = event.what {
        source = sendings[message]
      }
      let index = execution.append(to: Int(node.index), receivingFrom: source)
      if case .sends(let message, _, _) = event.what {
        sendings[message] = index
      }
      labels.append(label)
    }
  }
}
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 771)
extension Trace.What {
  /// What happened to a process, in words; nil if it's no event of one.
  var label: String? {
    switch self {
    case .starts: "starts"
    case .sends(_, _, let text): "sends \(text)"
    case .receives(_, _, let text): "receives \(text)"
    case .fires(let timer): "fires \(timer)"
    case .invokes(_, let text): "→ \(text)"
    case .returns(_, let text): "← \(text)"
    case .notes(let text): text
    case .crashes: "crashes"
    case .restarts: "restarts"
    case .pauses: "pauses"
    case .resumes: "resumes"
    case .copies, .loses, .misses, .sets, .cancels, .appends, .rewrites,
      .syncs, .cuts, .heals, .clock, .violates:
      nil
    }
  }
}
#sourceLocation()
