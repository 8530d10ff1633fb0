import Testing

@testable import Figures

@Suite("Space-time diagrams")
struct SpaceTimeTests {
  @Test("a lossy run looks as recorded")
  func lossyRun() throws { try expectGolden(SpaceTimeSamples.lossyPing, "space-time-lossy") }

  @Test("every sign looks as recorded")
  func everything() throws {
    try expectGolden(SpaceTimeSamples.everything, "space-time-everything")
  }

  @Test("sixty events look as recorded")
  func crowd() throws { try expectGolden(SpaceTimeSamples.crowd, "space-time-sixty") }

  @Test("a run of clients and servers looks as recorded")
  func service() throws { try expectGolden(SpaceTimeSamples.service, "space-time-service") }

  @Test("time in proportion looks as recorded")
  func proportional() throws {
    try expectGolden(SpaceTimeSamples.proportional, "space-time-proportional")
  }

  @Test("a cut is inconsistent exactly if it holds a receipt without its sending")
  func cuts() {
    let run = SpaceTimeSamples.everything
    #expect(run.violations(of: run.cuts[0]).isEmpty)
    #expect(run.violations(of: run.cuts[1]).map { run.messages[$0].label } == ["accept 1"])
    let all = SpaceTimeDiagram.Cut("all", frontier: [99, 99, 99, 99])
    let none = SpaceTimeDiagram.Cut("none", frontier: [nil, nil, nil, nil])
    #expect(run.violations(of: all).isEmpty && run.violations(of: none).isEmpty)
  }

  @Test("what happens in one step shares a row, and equal times are written once")
  func steps() {
    var run = SpaceTimeDiagram(title: "", lanes: ["a", "b"], timeUnit: .ticks)
    run.messages = [
      .init("m", from: 0, to: 1, sent: 1, .received(.init(4, step: 1))),
      .init("n", from: 1, to: 0, sent: .init(4, step: 1), .received(.init(4, step: 2))),
    ]
    #expect(run.moments == [1, .init(4, step: 1), .init(4, step: 2)])
    #expect(run.timeLabels(of: run.moments) == ["1", "4", ""])
  }

  @Test(
    "times are written in the unit that fits the longest",
    arguments: [
      (7, "7 ns"), (1_500, "1.5 µs"), (12_500_000, "12.5 ms"), (200_000_000_000, "200 s"),
    ])
  func units(time: Int64, words: String) {
    let scale = TimeScale(.nanoseconds, times: [time])
    #expect("\(scale.labels([time])[0]) \(scale.name)" == words)
  }

  @Test("every message is told from its sending to its end in the text")
  func told() {
    let lines = SpaceTimeSamples.crowd.text.split(separator: "\n")
    for number in 1...30 {
      #expect(lines.contains { $0.contains(" \(number) p") || $0.contains(" \(number) a") })
    }
    #expect(lines.count { $0.contains("✗") } == 3)
  }
}
