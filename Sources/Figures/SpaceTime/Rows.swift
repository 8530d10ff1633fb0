extension SpaceTimeDiagram {
  /// Every moment at which something is drawn, in order.
  var moments: [Moment] {
    var all = messages.flatMap { message in
      switch message.fate {
      case .received(let moment), .lost(let moment?): [message.sent, moment]
      case .lost(nil), .inFlight: [message.sent]
      }
    }
    all += marks.map(\.moment) + rules.map(\.moment)
    all += spans.flatMap { [$0.start] + [$0.end].compactMap { $0 } }
    all += partitions.flatMap { [$0.start] + [$0.end].compactMap { $0 } }
    all += cuts.flatMap { $0.frontier.compactMap { $0 } }
    all.sort()
    return all.indices.filter { $0 == 0 || all[$0] != all[$0 - 1] }.map { all[$0] }
  }

  /// One label for each moment: its time, or nothing where the moment before has the same time.
  func timeLabels(of moments: [Moment]) -> [String] {
    let labels = timeScale.labels(moments.map(\.time))
    return labels.indices.map { index in
      index > 0 && moments[index].time == moments[index - 1].time ? "" : labels[index]
    }
  }

  var timeScale: TimeScale { TimeScale(timeUnit, times: moments.map(\.time)) }

  /// The moments at which a lane has a dot.
  func steps(of lane: Int) -> [Moment] {
    var steps = messages.filter { $0.from == lane }.map(\.sent)
    for message in messages where message.to == lane {
      if case .received(let moment) = message.fate { steps.append(moment) }
    }
    steps += marks.filter { $0.lane == lane && $0.kind != .note }.map(\.moment)
    for span in spans where span.lane == lane && span.kind == .down {
      steps += [span.start] + [span.end].compactMap { $0 }
    }
    return steps
  }

  /// The messages in the order of their sending; their places in it are their numbers.
  var messageOrder: [Int] {
    messages.indices.sorted { (messages[$0].sent, $0) < (messages[$1].sent, $1) }
  }

  /// What a partition does, in words.
  func words(for partition: Partition) -> String {
    if let label = partition.label { return label }
    let sides = partition.groups.map { side in side.map { lanes[$0] }.joined(separator: " ") }
    return "partition: " + sides.joined(separator: " | ")
  }

  /// What a cut is called, and what is wrong with it.
  func words(for cut: Cut) -> String {
    violations(of: cut).isEmpty ? cut.label : cut.label + " (inconsistent)"
  }

  /// What begins with a span, in words.
  func words(for span: Span) -> String {
    switch span.kind {
    case .down: span.label.isEmpty ? "crashes" : span.label
    case .paused: span.label.isEmpty ? "pauses" : span.label
    case .timer: span.label.isEmpty ? "sets a timer" : "sets \(span.label)"
    case .activity: span.label
    }
  }

  /// Whether two neighbouring lanes can't talk during a partition.
  func separates(_ partition: Partition, _ left: Int, _ right: Int) -> Bool {
    let sides = [left, right].map { lane in partition.groups.firstIndex { $0.contains(lane) } }
    guard let first = sides[0], let second = sides[1] else { return false }
    return first != second
  }

  /// Stops the program where something refers to a lane that isn't there.
  func checkLanes() {
    for message in messages {
      for lane in [message.from, message.to] { check(lane, in: "message '\(message.label)'") }
    }
    for mark in marks { check(mark.lane, in: "mark '\(mark.label)'") }
    for span in spans { check(span.lane, in: "span '\(span.label)'") }
    for lane in partitions.flatMap(\.groups).joined() { check(lane, in: "a partition") }
    for cut in cuts where cut.frontier.count != lanes.count {
      preconditionFailure("cut '\(cut.label)' needs a moment or nil for each of the lanes")
    }
  }

  private func check(_ lane: Int, in what: String) {
    precondition(lanes.indices.contains(lane), "\(what) names lane \(lane): no such lane")
  }
}
