@testable import Figures

enum PlotSamples {
  /// The chance that a majority of n is up, for machines of different quality.
  static var availability: LinePlot {
    func majority(_ n: Int, _ p: Double) -> Double {
      var sum = 0.0
      for up in (n / 2 + 1)...n {
        var term = 1.0
        for k in 0..<up { term *= p * Double(n - k) / Double(k + 1) }
        for _ in up..<n { term *= 1 - p }
        sum += term
      }
      return sum
    }
    return LinePlot(
      title: "How often a majority is up",
      summary: "Availability of a majority of n machines, each up with probability p.",
      horizontal: Axis("machines"), vertical: Axis("availability"),
      series: [0.99, 0.9, 0.7, 0.5, 0.4].map { p in
        .init(
          "p = \(Numeral.short(p))",
          stride(from: 1, through: 9, by: 2).map { (Double($0), majority($0, p)) })
      })
  }

  static var logarithmic: LinePlot {
    let sizes = [2.0, 4, 8, 16, 32]
    let local = sizes.map { n in
      LinePlot.Sample(x: n, y: n * n / 2, interval: (n * n / 3)...(n * n))
    }
    let common = sizes.map { LinePlot.Sample(x: $0, y: 4, interval: 3...5) }
    var plot = LinePlot(
      title: "Rounds until all agree", summary: "Mean of 200 runs with 95 % intervals.",
      horizontal: Axis("processes", scale: .logarithmic),
      vertical: Axis("rounds", scale: .logarithmic),
      series: [
        .init("local coin", samples: local),
        .init("common coin", samples: common),
        .init(
          "a coin with a very long name that nobody can be expected to read",
          [(2, 3), (8, 0), (16, 40), (32, 90)]),
      ])
    plot.references = [
      .init("budget", .horizontal, at: 100), .init("measured up to here", .vertical, at: 24),
    ]
    return plot
  }

  /// A clock's error: sawtooth steps, a band, a gap and negative values.
  static var sawtooth: LinePlot {
    let drift = (0..<120).map { tick in
      let error = Double(tick % 30) * 0.2 - 2
      return LinePlot.Sample(
        x: Double(tick), y: (70..<75).contains(tick) ? .nan : error,
        interval: (error - 1)...(error + 1))
    }
    return LinePlot(
      title: "A clock that drifts and is set again", summary: "Offset from true time.",
      horizontal: Axis("time", unit: "s"), vertical: Axis("offset", unit: "ms"),
      series: [
        .init("offset", samples: drift),
        .init("corrections", (0..<5).map { (Double($0 * 30), -Double($0)) }, style: .steps),
      ])
  }

  static var bars: BarChart {
    BarChart(
      title: "How often a request was executed", summary: "Thousand requests, 30 % loss.",
      axis: Axis("executions of one request", unit: "mean"),
      categories: ["at least once", "at most once", "exactly once, with a table of answers"],
      series: [
        .init("no loss", [1, 1, 1]),
        .init("10 % loss", [.init(1.21, interval: 1.15...1.27), 0.91, 1]),
        .init("30 % loss", [.init(1.94, interval: 1.8...2.1), 0.72, .init(.nan)]),
      ])
  }

  static var signedBars: BarChart {
    BarChart(
      title: "Change in latency", summary: "Negative is faster.", axis: Axis("change", unit: "ms"),
      categories: ["batching", "pipelining", "leases"], series: [.init("", [12.5, -8, -31.25])])
  }

  static var histogram: Histogram {
    var state: UInt64 = 7
    let values = (0..<400).map { _ -> Double in
      (0..<6).reduce(0.0) { sum, _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return sum + Double(state >> 40) / Double(1 << 24) * 10
      }
    }
    var figure = Histogram(
      title: "Time to answer", summary: "400 requests.", horizontal: Axis("latency", unit: "ms"),
      counted: "requests", values: values, count: 16)
    figure.references = [.init("timeout", .vertical, at: 45)]
    return figure
  }
}
