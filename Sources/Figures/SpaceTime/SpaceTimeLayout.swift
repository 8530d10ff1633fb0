/// Where the parts of a diagram stand in its picture, in pixels.
struct SpaceTimeLayout {
  let diagram: SpaceTimeDiagram
  let moments: [SpaceTimeDiagram.Moment]
  let times: [String]
  let names: [String]
  let gap: Double
  /// Room for what is said of the first lane and of the last one.
  let margins: (left: Double, right: Double)
  let timeWidth: Double
  /// For each lane, the rows on which it has a dot.
  let dots: [[Double]]
  private let offsets: [SpaceTimeDiagram.Moment: Double]

  /// The distance of rows in logical spacing, and the least one in proportional spacing.
  static let rowHeight = 26.0
  static let leastRowHeight = 17.0
  static let longestLabel = 190.0

  init(_ diagram: SpaceTimeDiagram) {
    self.diagram = diagram
    moments = diagram.moments
    times = diagram.timeLabels(of: moments)
    timeWidth = times.map { Typography.width($0, size: 11) }.max() ?? 0
    names = diagram.lanes.map { Typography.fitted($0, width: 150, size: 12) }
    gap = Self.gap(diagram, names)
    margins = Self.margins(diagram, names)
    let offsets = Self.offsets(diagram, moments)
    self.offsets = offsets
    dots = diagram.lanes.indices.map { lane in
      diagram.steps(of: lane).compactMap { offsets[$0] }
    }
  }

  var width: Double { laneX(max(0, diagram.lanes.count - 1)) + margins.right + Canvas.margin }
  var height: Double { (offsets.values.max() ?? 0) + Self.rowHeight * 1.4 }

  func laneX(_ lane: Int) -> Double {
    Canvas.margin + timeWidth + 12 + margins.left + Double(lane) * gap
  }

  /// The distance of a moment's row from the first.
  func y(_ moment: SpaceTimeDiagram.Moment) -> Double { offsets[moment] ?? 0 }

  /// Where the row after a moment would be, or the end of the lanes.
  func bottom(after moment: SpaceTimeDiagram.Moment?) -> Double {
    moment.map { y($0) } ?? height
  }

  // MARK: - Sizes

  private static func gap(_ diagram: SpaceTimeDiagram, _ names: [String]) -> Double {
    let labels = diagram.messages.map { label($0) }.map { Typography.width($0, size: 12) + 56 }
    let heads = names.map { Typography.width($0, size: 12, isBold: true) + 16 }
    let widest = min(200, max(110, (labels + heads).max() ?? 0))
    // Many lanes share the width of a page as long as they stay apart.
    return max(78, min(widest, 900 / Double(max(1, diagram.lanes.count - 1))))
  }

  private static func margins(
    _ diagram: SpaceTimeDiagram, _ names: [String]
  ) -> (left: Double, right: Double) {
    let heads = [names.first, names.last].map {
      $0.map { Typography.width($0, size: 12, isBold: true) / 2 } ?? 0
    }
    let last = diagram.lanes.count - 1
    let first = notes(diagram, lane: 0).map { $0 + 16 }.max() ?? 0
    var after = last > 0 ? notes(diagram, lane: last).map { $0 + 16 } : []
    let lines = diagram.rules.map(\.label) + diagram.partitions.map { diagram.words(for: $0) }
    let cuts = diagram.cuts.map { diagram.words(for: $0) }
    after += (lines + cuts).map { noteWidth($0) + 26 }
    return (max(heads[0], first, 14), max(heads[1], after.max() ?? 0, 14))
  }

  /// The widths of what is said beside a lane.
  private static func notes(_ diagram: SpaceTimeDiagram, lane: Int) -> [Double] {
    SpaceTimeNote.all(of: diagram).filter { $0.lane == lane }
      .map { noteWidth($0.text) }
  }

  private static func noteWidth(_ text: String) -> Double {
    SpaceTimeLabels.size(SpaceTimeLabels.lines(text)).width
  }

  /// A message's label as the picture shows it.
  static func label(_ message: SpaceTimeDiagram.Message) -> String {
    let copy = message.isDuplicate ? " (copy)" : ""
    return Typography.fitted(message.label, width: longestLabel, size: 12) + copy
  }

  // MARK: - Rows

  private static func offsets(
    _ diagram: SpaceTimeDiagram, _ moments: [SpaceTimeDiagram.Moment]
  ) -> [SpaceTimeDiagram.Moment: Double] {
    var result: [SpaceTimeDiagram.Moment: Double] = [:]
    var y = 0.0
    let total = Double(moments.last?.time ?? 0) - Double(moments.first?.time ?? 0)
    let scale = rowHeight * Double(moments.count) / max(total, 1)
    for (index, moment) in moments.enumerated() {
      switch diagram.spacing {
      case .logical: y = Double(index) * rowHeight
      case .proportional:
        let exact = (Double(moment.time) - Double(moments[0].time)) * scale
        y = index == 0 ? 0 : max(exact, y + leastRowHeight)
      }
      result[moment] = y
    }
    return result
  }
}

/// Words that stand beside a lane.
struct SpaceTimeNote {
  var lane: Int
  var moment: SpaceTimeDiagram.Moment
  var text: String
  var isQuiet: Bool

  static func all(of diagram: SpaceTimeDiagram) -> [SpaceTimeNote] {
    var notes = diagram.marks.map {
      SpaceTimeNote(lane: $0.lane, moment: $0.moment, text: $0.label, isQuiet: $0.kind == .note)
    }
    for span in diagram.spans {
      let text = span.kind == .timer ? span.label : diagram.words(for: span)
      notes.append(SpaceTimeNote(lane: span.lane, moment: span.start, text: text, isQuiet: true))
      if span.kind == .down, let end = span.end {
        notes.append(SpaceTimeNote(lane: span.lane, moment: end, text: "restarts", isQuiet: true))
      }
    }
    return notes.filter { !$0.text.isEmpty }
  }
}
