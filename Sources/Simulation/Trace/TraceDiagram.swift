public import Figures

extension Trace {
  /// The run as a space-time diagram: lanes, messages with their fates, crashes, pauses, partitions,
  /// operations, timers that fired and notes.
  public var diagram: SpaceTimeDiagram {
    var builder = DiagramBuilder(self)
    for event in events { builder.add(event) }
    return builder.diagram
  }
}

/// Goes through a trace once and puts each event where the diagram wants it.
private struct DiagramBuilder {
  var diagram: SpaceTimeDiagram
  private let names: [String]
  private var moment: SpaceTimeDiagram.Moment = 0
  private var steps = 0
  /// Positions in `diagram.messages` of what is still on its way, by number of the message.
  private var flying: [Int: [Int]] = [:]
  /// Positions in `diagram.spans` of crashes and pauses that haven't ended, by lane.
  private var open: [SpaceTimeDiagram.Span.Kind: [Int: Int]] = [:]
  /// The directions that each partition of the diagram cuts.
  private var cuts: [[Fault.Direction]] = []

  init(_ trace: Trace) {
    names = trace.nodes
    let count = trace.events.count
    diagram = SpaceTimeDiagram(
      title: trace.scenario.isEmpty ? "A run" : trace.scenario,
      summary: "A run of \(names.count) nodes and \(count) events with seed \(trace.seed).",
      lanes: names)
  }

  mutating func add(_ event: Trace.Event) {
    begin(event)
    guard let node = event.node else { return addRule(event.what) }
    let lane = Int(node.index)
    switch event.what {
    case .sends(let message, let to, let text): send(message, text, lane, to, isCopy: false)
    case .copies(let message, let to, let text): send(message, text, lane, to, isCopy: true)
    case .loses(let message, _, _), .misses(let message, _, _):
      finish(message) { moment, sent in .lost(moment == sent ? nil : moment) }
    case .receives(let message, _, _): finish(message) { moment, _ in .received(moment) }
    case .fires(let timer): mark(timer, lane, .timer)
    case .invokes(_, let text): mark("→ \(text)", lane, .event)
    case .returns(_, let text): mark("← \(text)", lane, .event)
    case .notes(let text): mark(text, lane, .note)
    case .clock(let error): mark("clock \(error.text)", lane, .note)
    case .crashes: open(.down, lane)
    case .restarts: close(.down, lane)
    case .pauses: open(.paused, lane)
    case .resumes: close(.paused, lane)
    case .cuts(let other): cut(Fault.Direction(from: node, to: other))
    case .heals(let other): heal(Fault.Direction(from: node, to: other))
    case .starts, .sets, .cancels, .appends, .rewrites, .syncs, .violates: break
    }
  }

  /// What a handler does belongs to the moment of the event that it handles.
  private mutating func begin(_ event: Trace.Event) {
    switch event.what {
    case .sends, .copies, .loses, .sets, .cancels, .returns, .appends, .rewrites, .syncs, .notes,
      .heals, .cuts:
      if event.time.nanoseconds == moment.time { return }
    default: break
    }
    steps += 1
    moment = .init(event.time.nanoseconds, step: steps)
  }

  private mutating func addRule(_ what: Trace.What) {
    guard case .violates(let property, _) = what else { return }
    diagram.rules.append(.init("\(property): violated", at: moment))
  }

  private mutating func send(
    _ message: Int, _ text: String, _ lane: Int, _ to: NodeID, isCopy: Bool
  ) {
    flying[message, default: []].append(diagram.messages.count)
    diagram.messages.append(
      .init(text, from: lane, to: Int(to.index), sent: moment, .inFlight, isDuplicate: isCopy))
  }

  private mutating func finish(
    _ message: Int,
    _ fate: (SpaceTimeDiagram.Moment, SpaceTimeDiagram.Moment) -> SpaceTimeDiagram.Message.Fate
  ) {
    guard let position = flying[message]?.first else { return }
    flying[message]?.removeFirst()
    diagram.messages[position].fate = fate(moment, diagram.messages[position].sent)
  }

  private mutating func mark(_ label: String, _ lane: Int, _ kind: SpaceTimeDiagram.Mark.Kind) {
    diagram.marks.append(.init(label, lane: lane, at: moment, kind: kind))
  }

  private mutating func open(_ kind: SpaceTimeDiagram.Span.Kind, _ lane: Int) {
    open[kind, default: [:]][lane] = diagram.spans.count
    diagram.spans.append(.init(kind, lane: lane, from: moment, to: nil))
  }

  private mutating func close(_ kind: SpaceTimeDiagram.Span.Kind, _ lane: Int) {
    guard let position = open[kind]?.removeValue(forKey: lane) else { return }
    diagram.spans[position].end = moment
  }

  // MARK: Partitions

  /// Cuts of one moment are one partition.
  private mutating func cut(_ direction: Fault.Direction) {
    if let last = diagram.partitions.indices.last, diagram.partitions[last].start == moment {
      cuts[last].append(direction)
    } else {
      diagram.partitions.append(.init(from: moment, to: nil, groups: []))
      cuts.append([direction])
    }
    let last = cuts.count - 1
    if let groups = sides(of: cuts[last]) {
      diagram.partitions[last].groups = groups
      diagram.partitions[last].label = nil
    } else {
      let words = cuts[last].map { "\(name($0.sender)) ↛ \(name($0.receiver))" }
      diagram.partitions[last].label = words.joined(separator: ", ")
    }
  }

  private mutating func heal(_ direction: Fault.Direction) {
    let position = cuts.indices.first {
      diagram.partitions[$0].end == nil && cuts[$0].contains(direction)
    }
    if let position { diagram.partitions[position].end = moment }
  }

  /// The sides of a two-way partition: lanes that are cut from the same lanes; nil if it is one-way.
  private func sides(of directions: [Fault.Direction]) -> [[Int]]? {
    let back = directions.map { Fault.Direction(from: $0.receiver, to: $0.sender) }
    guard back.allSatisfy(directions.contains) else { return nil }
    var groups: [[Int]] = []
    var strangers: [[NodeID]] = []
    for lane in names.indices {
      let others = directions.filter { Int($0.sender.index) == lane }.map(\.receiver).sorted()
      guard !others.isEmpty else { continue }
      if let group = strangers.firstIndex(of: others) {
        groups[group].append(lane)
      } else {
        groups.append([lane])
        strangers.append(others)
      }
    }
    return groups
  }

  private func name(_ node: NodeID) -> String { names[Int(node.index)] }
}

extension ClockError {
  fileprivate var text: String {
    "\(offset.wholeNanoseconds.asMilliseconds) ahead, \(partsPerMillion) ppm"
  }
}
