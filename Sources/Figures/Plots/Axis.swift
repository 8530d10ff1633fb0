/// What one direction of a plot measures.
public struct Axis: Hashable, Sendable {
  public enum Scale: Hashable, Sendable {
    case linear
    /// Equal distances are equal ratios. A value that isn't positive has no place on it: it is
    /// left out of the picture and stands as it is in the text.
    case logarithmic
  }

  /// The quantity: "availability", "messages".
  public var label: String
  /// What the numbers count, in its usual symbol: "ms", "%"; empty for pure numbers.
  public var unit: String
  public var scale: Scale
  /// What part of the axis is shown; `nil` shows all data, out to the next tick.
  public var range: ClosedRange<Double>?

  public init(
    _ label: String, unit: String = "", scale: Scale = .linear, range: ClosedRange<Double>? = nil
  ) {
    self.label = label
    self.unit = unit
    self.scale = scale
    self.range = range
  }

  /// The quantity with its unit, as it stands beside the axis.
  var title: String {
    unit.isEmpty ? label : label.isEmpty ? unit : "\(label) (\(unit))"
  }
}

/// An axis that knows its data: from values to fractions of its length, and its ticks.
struct AxisScale {
  let scale: Axis.Scale
  let lower: Double
  let upper: Double
  let ticks: [Tick]

  /// - Parameters:
  ///   - count: About how many ticks there is room for.
  ///   - isTight: Whether the axis ends at the data rather than at a tick.
  init(
    _ axis: Axis, values: [Double], count: Int, includesZero: Bool = false, isTight: Bool = false
  ) {
    scale = axis.scale
    let isLog = scale == .logarithmic
    let shown = values + (includesZero && !isLog ? [0] : [])
    let (low, high) = AxisScale.extent(axis, shown)
    let all = AxisScale.ticks(axis, shown, count: count)
    if axis.range != nil || isTight {
      (lower, upper) = (low, high)
    } else if isLog {
      // Bars need a tick to start from.
      (lower, upper) = (includesZero ? all.first?.value ?? low : low / 1.15, high * 1.15)
    } else {
      (lower, upper) = AxisScale.ends(low, high, all)
    }
    let slack = isLog ? 0 : (upper - lower) * 1e-9
    let (first, last) = (lower - slack, upper + slack)
    ticks = all.filter { $0.value >= first && $0.value <= last }
  }

  /// Round numbers from at or below the smallest value to at or above the largest.
  static func ticks(_ axis: Axis, _ values: [Double], count: Int) -> [Tick] {
    let (low, high) = extent(axis, values)
    return axis.scale == .logarithmic
      ? Ticks.logarithmic(low, high, count: count) : Ticks.linear(low, high, count: count)
  }

  /// What the axis has to show: the range it was given if that can be drawn, or else its values.
  private static func extent(_ axis: Axis, _ values: [Double]) -> (Double, Double) {
    let isLog = axis.scale == .logarithmic
    let given = axis.range.map { [$0.lowerBound, $0.upperBound] } ?? []
    let isUsable = !given.isEmpty && given.allSatisfy { hasPlace($0, on: axis.scale) }
    let ends = isUsable ? given : values.filter { hasPlace($0, on: axis.scale) }
    return widened(ends.min() ?? (isLog ? 1 : 0), ends.max() ?? 1, isLog: isLog)
  }

  /// Out to the next tick where that is near, else to the data.
  private static func ends(_ low: Double, _ high: Double, _ ticks: [Tick]) -> (Double, Double) {
    guard ticks.count > 2 else {
      return (min(low, ticks.first?.value ?? low), max(high, ticks.last?.value ?? high))
    }
    let near = 0.4 * (ticks[1].value - ticks[0].value)
    let (first, last) = (ticks[0].value, ticks[ticks.count - 1].value)
    return (low - first <= near ? first : low, last - high <= near ? last : high)
  }

  /// How far along the axis a value stands, from 0 to 1 inside of what is shown; `nil` for what
  /// has no place on it.
  func fraction(_ value: Double) -> Double? {
    guard AxisScale.hasPlace(value, on: scale) else { return nil }
    switch scale {
    case .linear:
      return (value - lower) / (upper - lower)
    case .logarithmic:
      let start = Logarithm.base10(lower)
      return (Logarithm.base10(value) - start) / (Logarithm.base10(upper) - start)
    }
  }

  /// Whether a value can be drawn: finite, not beyond what arithmetic has room for, and positive
  /// where ratios count.
  private static func hasPlace(_ value: Double, on scale: Axis.Scale) -> Bool {
    let isInRange = value.magnitude <= 1e300
    return scale == .linear ? isInRange : isInRange && value >= 1e-300
  }

  /// A range that isn't a single point.
  private static func widened(_ low: Double, _ high: Double, isLog: Bool) -> (Double, Double) {
    if isLog { return high > low ? (low, high) : (low / 2, low * 2) }
    let least = max(max(low.magnitude, high.magnitude) * 1e-12, 1e-290)
    if high - low > least { return (low, high) }
    let half = low.magnitude < 1e-290 ? 0.5 : low.magnitude / 2
    return (low - half, high + half)
  }
}
