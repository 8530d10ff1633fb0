@testable import Figures

enum SpaceTimeSamples {
  /// A client that retries over a link that loses a request and an answer.
  static var lossyPing: SpaceTimeDiagram {
    var run = SpaceTimeDiagram(
      title: "A ping over a lossy link",
      summary:
        "The client's first ping is lost, the answer to the second too; the third try works.",
      lanes: ["client", "server"])
    let ms: (Int64) -> SpaceTimeDiagram.Moment = { .init($0 * 500_000) }
    run.spans = [
      .init(.timer, lane: 0, from: ms(0), to: ms(100)),
      .init(.timer, lane: 0, from: ms(100), to: ms(200)),
      .init(.timer, lane: 0, from: ms(200), to: ms(253)),
    ]
    run.marks = [
      .init("asks", lane: 0, at: ms(0)),
      .init("retry", lane: 0, at: ms(100), kind: .timer),
      .init("retry", lane: 0, at: ms(200), kind: .timer),
      .init("done", lane: 0, at: ms(253)),
      .init("counts 1", lane: 1, at: ms(131), kind: .note),
      .init("counts 2", lane: 1, at: ms(224), kind: .note),
    ]
    run.messages = [
      .init("ping", from: 0, to: 1, sent: ms(0), .lost(nil)),
      .init("ping", from: 0, to: 1, sent: ms(100), .received(ms(131))),
      .init("pong", from: 1, to: 0, sent: ms(131), .lost(ms(150)), isHighlighted: true),
      .init("ping", from: 0, to: 1, sent: ms(200), .received(ms(224))),
      .init("pong", from: 1, to: 0, sent: ms(224), .received(ms(253))),
    ]
    return run
  }

  /// Every sign that a diagram knows.
  static var everything: SpaceTimeDiagram {
    var run = SpaceTimeDiagram(
      title: "Everything at once", summary: "One of each sign.",
      lanes: ["A", "B", "C", "D"], timeUnit: .ticks)
    run.messages = [
      .init("prepare 1", from: 0, to: 1, sent: 1, .received(3)),
      .init("prepare 1", from: 0, to: 2, sent: 1, .received(4)),
      .init("prepare 1", from: 0, to: 3, sent: 1, .lost(5)),
      .init("prepare 1", from: 0, to: 2, sent: 1, .received(9), isDuplicate: true),
      .init("promise 1", from: 1, to: 0, sent: 3, .received(6)),
      .init("promise 1", from: 2, to: 0, sent: 4, .received(7), isHighlighted: true),
      .init("remind me", from: 1, to: 1, sent: 8, .received(10)),
      .init("accept 1 \"x\" & <y>", from: 0, to: 1, sent: 11, .lost(nil)),
      .init("accept 1", from: 0, to: 2, sent: 11, .received(13)),
      .init("accept 1", from: 0, to: 3, sent: 11, .inFlight),
    ]
    run.marks = [
      .init("starts a ballot", lane: 0, at: 1),
      .init("election timeout", lane: 3, at: 12, kind: .timer),
      .init("has a majority", lane: 0, at: 7, kind: .note),
      .init("decides", lane: 2, at: 14),
    ]
    run.spans = [
      .init(.down, lane: 1, from: 12, to: 14),
      .init(.paused, lane: 3, from: 2, to: 8),
      .init(.activity, lane: 2, from: 9, to: 13, label: "writes to disk"),
      .init(.timer, lane: 3, from: 8, to: 12),
    ]
    run.partitions = [.init(from: 10, to: 15, groups: [[0, 2], [1, 3]])]
    run.rules = [.init("round 2 begins", at: 8)]
    run.cuts = [
      .init("S", frontier: [1, 3, 4, 2]),
      .init("T", frontier: [6, 8, 13, 8]),
    ]
    return run
  }

  /// Sixty events of five processes, as a run of a few rounds of voting makes them.
  static var crowd: SpaceTimeDiagram {
    var run = SpaceTimeDiagram(
      title: "Three rounds of voting among five", summary: "Sixty events, a loss in each round.",
      lanes: ["alpha", "beta", "gamma", "delta", "epsilon"])
    var time: Int64 = 0
    for round in 0..<3 {
      let leader = round * 2 % 5
      let start = time
      run.marks.append(.init("round \(round + 1)", lane: leader, at: .init(start)))
      for (place, follower) in (0..<5).filter({ $0 != leader }).enumerated() {
        let arrival = start + Int64(3 + place * 4 + round) * 700_000
        let isLost = place == round
        run.messages.append(
          .init(
            "prepare(\(round + 1))", from: leader, to: follower, sent: .init(start),
            isLost ? .lost(nil) : .received(.init(arrival))))
        guard !isLost else { continue }
        let back = arrival + Int64(8 + (place * 5) % 7) * 900_000
        run.messages.append(
          .init(
            "promise(\(round + 1))", from: follower, to: leader, sent: .init(arrival),
            .received(.init(back))))
        run.messages.append(
          .init(
            "accept(\(round + 1), x)", from: leader, to: follower, sent: .init(back),
            .received(.init(back + 5_000_000))))
        time = max(time, back + 7_000_000)
      }
    }
    return run
  }

  static var proportional: SpaceTimeDiagram {
    var run = lossyPing
    run.spacing = .proportional
    run.title = "The same run, in proportion to time"
    return run
  }

  /// What a simulated run of clients and servers looks like: operations, timers, notes, a crash
  /// and a partition, several things at one step, and messages that print as values do.
  static var service: SpaceTimeDiagram {
    var run = SpaceTimeDiagram(
      title: "A primary fails over", summary: "The backup takes over after the primary crashes.",
      lanes: ["client 1", "primary", "backup", "client 2"])
    func at(_ ms: Double, _ step: Int) -> SpaceTimeDiagram.Moment {
      .init(Int64(ms * 1_000_000), step: step)
    }
    run.messages = [
      .init("put(key: \"x\", value: 1)", from: 0, to: 1, sent: at(0, 1), .received(at(3.25, 2))),
      .init("forward(1)", from: 1, to: 2, sent: at(3.25, 2), .received(at(8, 3))),
      .init("acknowledged(1)", from: 2, to: 1, sent: at(8, 3), .received(at(11.5, 4))),
      .init("done(1)", from: 1, to: 0, sent: at(11.5, 4), .lost(at(12, 6))),
      .init("get(key: \"x\")", from: 3, to: 1, sent: at(11.5, 5), .lost(at(14, 8))),
      .init("heartbeat", from: 1, to: 2, sent: at(11.5, 4), .received(at(15.5, 9))),
      .init("put(key: \"x\", value: 1)", from: 0, to: 1, sent: at(50, 10), .lost(nil)),
      .init("view(2, primary: backup)", from: 2, to: 0, sent: at(65.5, 12), .received(at(70, 13))),
      .init("view(2, primary: backup)", from: 2, to: 3, sent: at(65.5, 12), .received(at(72, 14))),
      .init("put(key: \"x\", value: 1)", from: 0, to: 2, sent: at(70, 13), .received(at(78, 16))),
      .init("get(key: \"x\")", from: 3, to: 2, sent: at(72, 14), .received(at(75, 15))),
      .init("value(1)", from: 2, to: 3, sent: at(75, 15), .received(at(80, 17))),
      .init("done(1)", from: 2, to: 0, sent: at(78, 16), .inFlight),
    ]
    run.marks = [
      .init("→ put(x, 1)", lane: 0, at: at(0, 1)), .init("→ get(x)", lane: 3, at: at(11.5, 5)),
      .init("logs 1", lane: 1, at: at(3.25, 2), kind: .note),
      .init("logs 1", lane: 2, at: at(8, 3), kind: .note),
      .init("retry", lane: 0, at: at(50, 10), kind: .timer),
      .init("primaryTimeout", lane: 2, at: at(65.5, 12), kind: .timer),
      .init("takes over", lane: 2, at: at(65.5, 12), kind: .note),
      .init("seen before: not executed again", lane: 2, at: at(78, 16), kind: .note),
      .init("← 1", lane: 3, at: at(80, 17)),
    ]
    run.spans = [.init(.down, lane: 1, from: at(13, 7), to: nil)]
    run.partitions = [.init(from: at(12, 6), to: at(60, 11), groups: [[0], [1, 2, 3]])]
    return run
  }
}
