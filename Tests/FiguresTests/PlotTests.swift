import Testing

@testable import Figures

@Suite("Plots")
struct PlotTests {
  @Test("lines are named at their ends")
  func availability() throws { try expectGolden(PlotSamples.availability, "line-plot") }

  @Test("logarithmic axes, intervals, references and long names look as recorded")
  func logarithmic() throws { try expectGolden(PlotSamples.logarithmic, "line-plot-logarithmic") }

  @Test("steps, a band, a gap and negative values look as recorded")
  func sawtooth() throws { try expectGolden(PlotSamples.sawtooth, "line-plot-steps") }

  @Test("bars of several series look as recorded")
  func bars() throws { try expectGolden(PlotSamples.bars, "bar-chart") }

  @Test("bars of negative values start at zero")
  func signedBars() throws { try expectGolden(PlotSamples.signedBars, "bar-chart-signed") }

  @Test("every finite value that its axis can show is counted in one bin")
  func counts() {
    for scale in [Axis.Scale.linear, .logarithmic] {
      for values in [[1.0, 2, 3], [1, 7.9, 1024], [0.3, 0.30001], [5], [1, .nan, 1_000_000]] {
        let figure = Histogram(title: "", horizontal: Axis("", scale: scale), values: values)
        #expect(figure.bins.reduce(0) { $0 + $1.count } == values.count { $0.isFinite })
      }
    }
  }

  @Test("a histogram looks as recorded")
  func histogram() throws { try expectGolden(PlotSamples.histogram, "histogram") }
}
