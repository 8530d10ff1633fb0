/// Amounts by category: horizontal bars, so that names of any length can stand beside them.
///
/// Bars start at zero, on a logarithmic axis at its lowest tick: there only their ends compare.
/// Each bar carries its value. A value that isn't finite is said in words instead of a bar.
public struct BarChart: Figure, Hashable {
  public var title: String
  public var summary: String
  public var axis: Axis
  /// From top to bottom.
  public var categories: [String]
  /// One bar in each category for each series; missing values are missing bars.
  public var series: [Series]

  public struct Series: Hashable, Sendable {
    /// Names the series in a legend; empty where there is only one.
    public var label: String
    /// One for each category.
    public var values: [Amount]

    public init(_ label: String = "", _ values: [Amount]) {
      self.label = label
      self.values = values
    }
  }

  /// The length of a bar, with an interval around it where there is one.
  public struct Amount: Hashable, Sendable, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
    public var value: Double
    public var interval: ClosedRange<Double>?

    public init(_ value: Double, interval: ClosedRange<Double>? = nil) {
      self.value = value
      self.interval = interval
    }

    public init(floatLiteral value: Double) { self.init(value) }
    public init(integerLiteral value: Int) { self.init(Double(value)) }
  }

  public init(
    title: String, summary: String = "", axis: Axis, categories: [String], series: [Series]
  ) {
    self.title = title
    self.summary = summary
    self.axis = axis
    self.categories = categories
    self.series = series
  }

  var scale: AxisScale {
    let amounts = series.flatMap(\.values)
    let values = amounts.flatMap { amount in
      [amount.value] + (amount.interval.map { [$0.lowerBound, $0.upperBound] } ?? [])
    }
    return AxisScale(axis, values: values, count: 6, includesZero: true)
  }

  /// Where bars start, as a fraction of the axis.
  func origin(on scale: AxisScale) -> Double {
    min(1, max(0, scale.scale == .linear ? scale.fraction(0) ?? 0 : 0))
  }

  func words(for amount: Amount) -> String {
    let value = Numeral.short(amount.value)
    guard let interval = amount.interval else { return value }
    return "\(value) [\(Numeral.short(interval.lowerBound)), \(Numeral.short(interval.upperBound))]"
  }
}
