/// Quantities that depend on another: lines, steps or points over two axes.
///
/// Series are named at their lines' ends rather than in a legend, and differ in dash and marker as
/// well as in colour. A point whose value isn't finite is a gap in its line.
public struct LinePlot: Figure, Hashable {
  public var title: String
  public var summary: String
  public var horizontal: Axis
  public var vertical: Axis
  public var series: [Series]
  public var references: [Reference] = []

  public init(
    title: String, summary: String = "", horizontal: Axis, vertical: Axis, series: [Series] = []
  ) {
    self.title = title
    self.summary = summary
    self.horizontal = horizontal
    self.vertical = vertical
    self.series = series
  }
}

extension LinePlot {
  public struct Series: Hashable, Sendable {
    public enum Style: Hashable, Sendable {
      case line
      /// Each value holds until the next point: counters, views, distribution functions.
      case steps
      /// Measurements without a claim about what lies between them.
      case points
    }

    public var label: String
    public var style: Style
    /// In the order in which the line runs through them.
    public var points: [Sample]

    public init(_ label: String, samples points: [Sample], style: Style = .line) {
      self.label = label
      self.points = points
      self.style = style
    }

    /// Series of plain values.
    public init(_ label: String, _ points: [(x: Double, y: Double)], style: Style = .line) {
      self.init(label, samples: points.map { Sample(x: $0.x, y: $0.y) }, style: style)
    }
  }

  /// One point of a series, with an interval around it where there is one.
  public struct Sample: Hashable, Sendable {
    public var x: Double
    public var y: Double
    /// What the interval means (a confidence, a range of runs) belongs into the summary.
    public var interval: ClosedRange<Double>?

    public init(x: Double, y: Double, interval: ClosedRange<Double>? = nil) {
      self.x = x
      self.y = y
      self.interval = interval
    }
  }

  /// A value to compare with: a thin line across the plot.
  public struct Reference: Hashable, Sendable {
    public enum Direction: Hashable, Sendable {
      /// A value of the vertical axis.
      case horizontal
      /// A value of the horizontal axis.
      case vertical
    }

    public var label: String
    public var direction: Direction
    public var value: Double

    public init(_ label: String, _ direction: Direction, at value: Double) {
      self.label = label
      self.direction = direction
      self.value = value
    }
  }

  var horizontalScale: AxisScale {
    AxisScale(horizontal, values: series.flatMap { $0.points.map(\.x) }, count: 8, isTight: true)
  }

  var verticalScale: AxisScale {
    let values = series.flatMap(\.points).flatMap { sample in
      [sample.y] + (sample.interval.map { [$0.lowerBound, $0.upperBound] } ?? [])
    }
    return AxisScale(vertical, values: values, count: 5)
  }
}
