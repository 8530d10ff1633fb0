@testable import Figures

/// Every figure of these tests.
let allSamples: [any Figure] = [
  SpaceTimeSamples.lossyPing, SpaceTimeSamples.everything, SpaceTimeSamples.crowd,
  SpaceTimeSamples.proportional, SpaceTimeSamples.service, PlotSamples.availability,
  PlotSamples.logarithmic,
  PlotSamples.sawtooth, PlotSamples.bars, PlotSamples.signedBars, PlotSamples.histogram,
  GridSamples.ballots, GridSamples.kills, GridSamples.heat, GraphSamples.commit,
  GraphSamples.roles, GraphSamples.lattice, RingSamples.joining, RingSamples.virtual,
  HistorySamples.register, HistorySamples.inversion, HistorySamples.crowd,
]

/// Figures at the edge: nothing in them, one thing, or what can't be drawn.
enum EdgeSamples {
  static let awkward = "a<b> & \"c\" 'd' \u{7}\n\t日本 🙂 é " + String(repeating: "long ", count: 40)

  static let all: [any Figure] = empty + single + unfit + [words, chart, histogram]

  static let empty: [any Figure] = [
    SpaceTimeDiagram(title: "", lanes: []),
    SpaceTimeDiagram(title: "Nothing happens", lanes: ["A", "B"]),
    LinePlot(title: "", horizontal: Axis("x"), vertical: Axis("y")),
    BarChart(title: "", axis: Axis(""), categories: [], series: []),
    Histogram(title: "", horizontal: Axis("x"), bins: []),
    Histogram(title: "", horizontal: Axis("x"), values: []),
    CellGrid(title: "", rows: [], columns: [], states: [], cells: []),
    HeatMap(title: "", rows: [], columns: [], quantity: Axis(""), values: []),
    StateGraph(title: "", states: [], edges: []), Ring(title: "", points: []),
    OperationHistory(title: "", clients: []),
  ]

  static let single: [any Figure] = [
    plot([(3, 4)]), plot([(0, 0)]), plot([(1e-9, 1e-9)], .logarithmic),
    Histogram(title: "One", horizontal: Axis("x"), values: [7]),
    StateGraph(title: "One", states: [.init("alone")], edges: [.init(0, 0, "again")]),
    Ring(title: "One", points: [.init(0, "A")]),
    OperationHistory(
      title: "One", clients: ["a"],
      operations: [.init("read", client: 0, invoked: 5, returned: 5, point: 5)]),
  ]

  static let unfit: [any Figure] = [
    plot([(.nan, 1), (1, .nan), (.infinity, 2), (2, -.infinity)]),
    plot([(0, -1e308), (1, 1e308), (2, .greatestFiniteMagnitude)]),
    plot([(0, .leastNonzeroMagnitude), (1, .leastNormalMagnitude)]),
    plot([(0, 1e15), (1, 1e15 + 1)]),
    plot([(1, 1e-280), (2, 1e280)], .logarithmic), plot([(-1, 0), (0, -5)], .logarithmic),
    plot([(0, 1)], range: 5...5), plot([(-1e9, -1e9), (1e9, 1e9)], range: -1...1),
    Histogram(title: "Unfit", horizontal: Axis("x"), values: [.nan, .infinity]),
    HeatMap(
      title: "Unfit", rows: ["a"], columns: ["b", "c"], quantity: Axis(""),
      values: [[.nan, .infinity]]),
  ]

  static func plot(
    _ points: [(x: Double, y: Double)], _ scale: Axis.Scale = .linear,
    range: ClosedRange<Double>? = nil
  ) -> LinePlot {
    LinePlot(
      title: "Edge", horizontal: Axis("x", scale: scale),
      vertical: Axis("y", scale: scale, range: range), series: [.init("s", points)])
  }

  /// Awkward words in every place that takes words.
  static let words: SpaceTimeDiagram = {
    var run = SpaceTimeDiagram(title: awkward, summary: awkward, lanes: [awkward, "B"])
    run.messages = [.init(awkward, from: 0, to: 1, sent: 0, .received(1))]
    run.marks = [.init(awkward, lane: 1, at: 2), .init(awkward, lane: 0, at: .init(.max))]
    run.rules = [.init(awkward, at: 3)]
    return run
  }()

  static let chart = BarChart(
    title: awkward, summary: awkward, axis: Axis(awkward, unit: awkward),
    categories: [awkward, "b"],
    series: [.init(awkward, [1e300, -1e300]), .init("s", [.init(.nan), 1e-300])])

  static let histogram = Histogram(
    title: awkward, horizontal: Axis(awkward, scale: .logarithmic), counted: awkward,
    values: [1, 10, 1e9])
}
