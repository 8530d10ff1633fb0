// Generated from Chapters/05-vector-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 381d0104509412a6

#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 1825)
public import Figures
internal import Simulation

extension BusyDay {
  public func plot(
    with snapshots: [BankState], titled title: String
  ) -> LinePlot {
    let glances = glances(every: .milliseconds(1)).map {
      (x: $0.time.elapsed / .milliseconds(1), y: Double($0.balances.sum))
    }
    var plot = LinePlot(
      title: title,
      summary: "The sum of what the branches hold, and what snapshots count.",
      horizontal: Axis("true time, or the snapshot's beginning", unit: "ms"),
      vertical: Axis("coins"))
    plot.series = [
      .init("branches, live", glances, style: .steps),
      .init(
        "snapshots",
        snapshots.enumerated().map {
          (x: Double(8 + 5 * $0.offset), y: Double($0.element.total))
        }, style: .points),
    ]
    return plot
  }
}
#sourceLocation()
