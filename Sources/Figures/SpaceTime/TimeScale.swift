/// How the times of one figure are written: all in the same unit.
struct TimeScale {
  let divisor: Double
  /// "ms"; empty for ticks.
  let name: String

  init(_ unit: SpaceTimeDiagram.TimeUnit, times: [Int64]) {
    let largest = times.map(\.magnitude).max() ?? 0
    (divisor, name) =
      switch (unit, largest) {
      case (.ticks, _): (1, "")
      case (_, 100_000_000_000...): (1e9, "s")
      case (_, 100_000...): (1e6, "ms")
      case (_, 1_000...): (1e3, "µs")
      default: (1, "ns")
      }
  }

  /// With as many decimals as the finest of the times needs, so that points align; three at most.
  func labels(_ times: [Int64]) -> [String] {
    let values = times.map { Double($0) / divisor }
    let decimals =
      values.map { value in
        let text = Numeral.trimmed(value, decimals: 3)
        return text.firstIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
      }.max() ?? 0
    return values.map { Numeral.minus(Numeral.fixed($0, decimals: decimals)) }
  }
}
