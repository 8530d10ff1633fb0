// Generated from Chapters/01-introduction.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 755b8680044dfefd

@testable import Chapter1
import Figures
import Notebook
import Simulation
import Testing

@Suite("Cells of chapter 1", .serialized) struct Cells {
  @Test("cell lost-reply") func lostReplyCell() async {
    await checkRecordedCell(
      .init(
        "lost-reply",
        line: 18,
        output: #"""
           0  client sends deposit 10
           4  server receives deposit 10
           4  server notes: balance 10
           4  server sends done, which is lost
          20  client wakes up
          20  client sends deposit 10
          25  server receives deposit 10
          25  server notes: balance 20
          25  server sends done
          28  client receives done
          40  client wakes up

        """#,
        outputLine: 27,
        figures: [
          .init("lost-reply", line: 45, text: #"""
          A deposit of ten, made twice

                  client                  server
                     │                       │
            0        ●─1▷                    │
                     │                       │
            4        ├──── 1 deposit 10 ────▶●       server: balance 10
                     │   ✗────── 2 done ─────┤
                     │                       │
                     │                       │
                     │                       │
                     │                       │
           20        ●─3▷                    │       client: ◷ wakes up
                     │                       │
           25        ├──── 3 deposit 10 ────▶●       server: balance 20
                     │                    ◁4─┤
           28        ●◀─────── 4 done ───────┤
                     │                       │
                     │                       │
                     │                       │
           40        ●                       │       client: ◷ wakes up
                     │                       │

          """#)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/01-introduction.md", line: 19)
var world = ToyWorld(
  "client", DepositClient(amount: 10, patience: 20), "server", Account(),
  network: LossyNetwork(losing: .probability(0.3), seed: 3))
world.run()
for entry in world.log { print(entry) }
show(world.diagram(titled: "A deposit of ten, made twice"))
#sourceLocation()
    }
  }

  @Test("cell a-thousand-runs") func aThousandRunsCell() async {
    await checkRecordedCell(
      .init(
        "a-thousand-runs",
        line: 92,
        output: #"""
        never asks again
          runs with 0 coins: 286
          runs with 10 coins: 714
        asks again after 20 ms
          runs with 10 coins: 738
          runs with 20 coins: 188
          runs with 30 coins: 50
          runs with 40 coins: 18
          runs with 50 coins: 5
          runs with 60 coins: 1

        """#,
        outputLine: 110)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/01-introduction.md", line: 93)
for patience in [nil, 20] {
  var runs: [Int: Int] = [:]
  for seed in UInt64(1)...1_000 {
    var world = ToyWorld(
      "client", DepositClient(amount: 10, patience: patience),
      "server", Account(),
      network: LossyNetwork(losing: .probability(0.3), seed: seed))
    world.run()
    runs[world.right.balance, default: 0] += 1
  }
  print(patience == nil ? "never asks again" : "asks again after 20 ms")
  for balance in runs.keys.sorted() {
    print("  runs with \(balance) coins:", runs[balance, default: 0])
  }
}
#sourceLocation()
    }
  }

  @Test("cell one-view") func oneViewCell() async {
    await checkRecordedCell(
      .init(
        "one-view",
        line: 148,
        output: #"""
        the account holds 0
           0  client sends deposit 10
          20  client wakes up
          20  client sends deposit 10
        the account holds 10
           0  client sends deposit 10
          20  client wakes up
          20  client sends deposit 10
        the account holds 10
           0  client sends deposit 10
          20  client wakes up
          20  client sends deposit 10

        """#,
        outputLine: 161)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/01-introduction.md", line: 149)
let lost = { LossyNetwork(losing: .messages([$0]), delay: 5...5) }
let slow = LossyNetwork(losing: .messages([]), delay: 15...15)
for network in [lost(1), lost(2), slow] {
  var world = ToyWorld(
    "client", DepositClient(amount: 10, patience: 20), "server", Account(),
    network: network)
  world.run(until: 20)
  print("the account holds", world.right.balance)
  for line in world.view(of: .left) { print(line) }
}
#sourceLocation()
    }
  }

  @Test("cell two-generals") func twoGeneralsCell() async {
    await checkRecordedCell(
      .init(
        "two-generals",
        line: 982,
        output: #"""
        A holds
        B attacks

        """#,
        outputLine: 996,
        figures: [
          .init("two-generals", line: 1005, text: #"""
          The last letter is caught

                  A                     B
                  │                     │
            0     ●─1▷                  │
                  │                     │
            5     ├──── 1 letter 1 ────▶●
                  │                  ◁2─┤
                  │                     │
           10     ●◀──── 2 letter 2 ────┤
                  ├─3▷                  │
                  │                     │
           15     ├──── 3 letter 3 ────▶●
                  │   ✗═══ 4 letter 4 ══┤
                  │                     │
                  │                     │
                  │                     │
                  │                     │
                  │                     │
           30   ╌╌┼╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┼╌╌  dawn: B attacks, A holds
                  │                     │

          """#)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/01-introduction.md", line: 983)
var world = ToyWorld(
  "A", General(opens: true, lastLetter: 4, needed: 2),
  "B", General(opens: false, lastLetter: 4, needed: 2),
  network: LossyNetwork(losing: .messages([4]), delay: 5...5))
world.run()
print("A", world.left.attacks ? "attacks" : "holds")
print("B", world.right.attacks ? "attacks" : "holds")
var diagram = world.diagram(titled: "The last letter is caught")
diagram.messages[3].isHighlighted = true
diagram.rules = [.init("dawn: B attacks, A holds", at: 30)]
show(diagram)
#sourceLocation()
    }
  }

  @Test("cell every-demand") func everyDemandCell() async {
    await checkRecordedCell(
      .init(
        "every-demand",
        line: 1044,
        output: #"""
        A needs 1, B needs 1: when 1 of 4 arrive, B attacks alone
        A needs 1, B needs 2: when 2 of 4 arrive, A attacks alone
        A needs 2, B needs 1: when 1 of 4 arrive, B attacks alone
        A needs 2, B needs 1: when 2 of 4 arrive, B attacks alone
        A needs 2, B needs 1: when 3 of 4 arrive, B attacks alone
        A needs 2, B needs 2: when 3 of 4 arrive, B attacks alone

        """#,
        outputLine: 1059)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/01-introduction.md", line: 1045)
for (a, b) in [(1, 1), (1, 2), (2, 1), (2, 2)] {
  for arriving in 0...4 {
    var world = ToyWorld(
      "A", General(opens: true, lastLetter: 4, needed: a),
      "B", General(opens: false, lastLetter: 4, needed: b),
      network: LossyNetwork(losing: .messages([arriving + 1]), delay: 5...5))
    world.run()
    guard world.left.attacks != world.right.attacks else { continue }
    print("A needs \(a), B needs \(b): when \(arriving) of 4 arrive,",
      world.left.attacks ? "A attacks alone" : "B attacks alone")
  }
}
#sourceLocation()
    }
  }

  @Test("cell false-suspicions") func falseSuspicionsCell() async {
    await checkRecordedCell(
      .init(
        "false-suspicions",
        line: 1204,
        output: #"""
        false suspicions after 12 ms: 823
        false suspicions after 15 ms: 236
        false suspicions after 20 ms: 69
        false suspicions after 30 ms: 19
        false suspicions after 50 ms: 4
        false suspicions after 90 ms: 1
        false suspicions after 170 ms: 0

        """#,
        outputLine: 1229,
        figures: [
          .init("false-suspicions", line: 1243, text: #"""
          What impatience costs
          False suspicions of a healthy node in 10,000 heartbeats.

          false suspicions
              │a
              │···
              │  ···
              │    ·a·
              │      ····
          100 ┤         ···
              │           a···
              │              ····
              │                  ··a·
              │                     ····
           10 ┤                        ····
              │                            ····
              │                               ·a···
              │                                   ·····
              │                                        ·····
            1 ┼───────────┬────────────────────┬───────────·a─┬────────────
                         20                   50             100
                                       timeout (ms)

            a  false suspicions

          timeout (ms)  false suspicions
          12                         823
          15                         236
          20                          69
          30                          19
          50                           4
          90                           1
          170                          0

          """#)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/01-introduction.md", line: 1205)
let arrivals = heartbeatArrivals(10_000, seed: 1)
var points: [(x: Double, y: Double)] = []
for timeout in [12, 15, 20, 30, 50, 90, 170] {
  var detector = TimeoutDetector(timeout: timeout)
  var next = 0
  for time in 0...(arrivals.last ?? 0) {
    if time == arrivals[next] {
      detector.heartbeat(at: time)
      next += 1
    }
    detector.tick(at: time)
  }
  print("false suspicions after \(timeout) ms:", detector.mistakes)
  points.append((Double(timeout), Double(detector.mistakes)))
}
show(
  LinePlot(
    title: "What impatience costs",
    summary: "False suspicions of a healthy node in 10,000 heartbeats.",
    horizontal: Axis("timeout", unit: "ms", scale: .logarithmic),
    vertical: Axis("false suspicions", scale: .logarithmic),
    series: [.init("false suspicions", points)]))
#sourceLocation()
    }
  }

  @Test("cell replicas") func replicasCell() async {
    await checkRecordedCell(
      .init(
        "replicas",
        line: 1364,
        output: #"""
        machines  any one              a majority           all
        3 × 0.90  0.99900000 (0.9988)  0.97200000 (0.9717)  0.72900000 (0.7283)
        5 × 0.90  0.99999000 (1.0000)  0.99144000 (0.9914)  0.59049000 (0.5896)
        3 × 0.99  0.99999900 (1.0000)  0.99970200 (0.9997)  0.97029900 (0.9709)
        5 × 0.99  1.00000000 (1.0000)  0.99999015 (1.0000)  0.95099005 (0.9501)

        """#,
        outputLine: 1380)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/01-introduction.md", line: 1365)
var generator = Generator(seed: 1)
print("machines  any one              a majority           all")
for (n, p) in [(3, 0.9), (5, 0.9), (3, 0.99), (5, 0.99)] {
  let days = (1...100_000).map { _ in
    (1...n).count { _ in generator.chance(p) }
  }
  let columns = [1, n / 2 + 1, n].map { needed in
    let exact = availability(ofMachines: n, each: p) { $0 >= needed }
    let drawn = Double(days.count { $0 >= needed }) / 100_000
    return "\(fixed(exact, decimals: 8)) (\(fixed(drawn, decimals: 4)))"
  }
  print("\(n) × \(fixed(p, decimals: 2)) ", columns.joined(separator: "  "))
}
#sourceLocation()
    }
  }

  @Test("cell common-cause") func commonCauseCell() async {
    await checkRecordedCell(
      .init(
        "common-cause",
        line: 1404,
        output: #"""
        n = 1: 0.99000000 if they fail independently, 0.98901000 with a common cause
        n = 3: 0.99970200 if they fail independently, 0.99870230 with a common cause
        n = 5: 0.99999015 if they fail independently, 0.99899016 with a common cause
        n = 7: 0.99999966 if they fail independently, 0.99899966 with a common cause

        """#,
        outputLine: 1412)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/01-introduction.md", line: 1405)
for n in [1, 3, 5, 7] {
  let alone = availability(ofMachines: n, each: 0.99) { $0 > n / 2 }
  print("n = \(n): \(fixed(alone, decimals: 8)) if they fail independently,",
    "\(fixed(alone * 0.999, decimals: 8)) with a common cause")
}
#sourceLocation()
    }
  }

  @Test("cell tail") func tailCell() async {
    await checkRecordedCell(
      .init(
        "tail",
        line: 1484,
        output: #"""
        fan-out 100: 0.6340 by the formula, 0.6321 drawn

        """#,
        outputLine: 1507,
        figures: [
          .init("tail", line: 1515, text: #"""
          One slow answer makes a slow request
          The fraction of requests that wait for at least one slow answer.

          slow requests
            1 ┤                                                    ·a·····a
              │                                               ·····
              │                                            ·a··
          0.8 ┤                                           ··
              │                                         ···
              │                                       a··
          0.6 ┤                                      ··                 ··b
              │                                    ···                 ··
              │                                  ···                 ···
          0.4 ┤                                 a·                 ·b·
              │                              ···                 ···
              │                            ···                ····
          0.2 ┤                         ·a·                ·b··
              │                    ······              ·····
              │          ····a·····a        ····b·····b·        ····c·····c
            0 ┼c·····c·······*·····*·····*······c·····c·····c····─────────┬
               1                  10                 100                1000
                                      machines asked

            a  1 in 100 slow
            b  1 in 1,000 slow
            c  1 in 10,000 slow

          machines asked  1 in 100 slow  1 in 1,000 slow  1 in 10,000 slow
          1                        0.01            0.001            0.0001
          2                      0.0199         0.001999            0.0002
          5                     0.04901          0.00499         0.0004999
          10                    0.09562         0.009955         0.0009996
          20                     0.1821          0.01981          0.001998
          50                      0.395          0.04879          0.004988
          100                     0.634          0.09521          0.009951
          200                     0.866           0.1814            0.0198
          500                    0.9934           0.3936           0.04877
          1000                 0.999957           0.6323           0.09517

          """#)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/01-introduction.md", line: 1485)
func slow(_ fanOut: Int, _ each: Double) -> Double {
  1 - power(1 - each, fanOut)
}
var generator = Generator(seed: 1)
let drawn = (1...10_000).count { _ in
  (1...100).contains { _ in generator.chance(0.01) }
}
print("fan-out 100:", fixed(slow(100, 0.01), decimals: 4), "by the formula,",
  fixed(Double(drawn) / 10_000, decimals: 4), "drawn")
let fanOuts = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000]
var plot = LinePlot(
  title: "One slow answer makes a slow request",
  summary: "The fraction of requests that wait for at least one slow answer.",
  horizontal: Axis("machines asked", scale: .logarithmic),
  vertical: Axis("slow requests", range: 0...1))
for (name, each) in [("100", 0.01), ("1,000", 0.001), ("10,000", 0.0001)] {
  plot.series.append(
    .init("1 in \(name) slow", fanOuts.map { (Double($0), slow($0, each)) }))
}
show(plot)
#sourceLocation()
    }
  }

  @Test("cell bank-at-peace") func bankAtPeaceCell() async {
    await checkRecordedCell(
      .init(
        "bank-at-peace",
        line: 1796,
        output: #"""
        balance 20
        4 messages sent, 4 delivered, 0 lost, 0 duplicated; 0 timers, 2 operations, 0 crashes, 0 faults

        """#,
        outputLine: 1803)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/01-introduction.md", line: 1797)
let world = World(bank(over: Link()), seed: 1)
world.run()
print("balance", world[NodeID(0), as: BankServer.self].balance)
print(world.statistics)
#sourceLocation()
    }
  }

  @Test("cell bank-under-faults") func bankUnderFaultsCell() async {
    await checkRecordedCell(
      .init(
        "bank-under-faults",
        line: 1851,
        output: #"""
        balance 20
        9 messages sent, 6 delivered, 3 lost, 0 duplicated; 3 timers, 2 operations, 1 crash, 2 faults

        """#,
        outputLine: 1869,
        figures: [
          .init("bank-under-faults", line: 1878, text: ##"""
          A crash, a loss and a one-way cut
          A run of 2 nodes and 47 events with seed 2.

           ms       server                             client
                       │                                  │
            5.000      │                               ◁1─●       client: → 10
            6.065      ●◀──── 1 deposit(10, client#1) ────┤       server: balance 10
                       ├─2▷                               │
           12.000      ■                                  │       server crashes
           15.933       ─────── 2 done(client#1) ────────▶●       client: ← 10
           20.933          ✗─── 3 deposit(10, client#2) ──●       client: → 10
           32.000      □                                  │       server restarts
                       │                                  │       server: balance 10
           40.000    ╌╌┼╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┼╌╌╌╌╌  server ↛ client
           40.933      │                               ◁4─●       client: ◷ patience
           47.534      ●◀──── 4 deposit(10, client#2) ────┤       server: balance 20
                       ├────── 5 done(client#2) ──────✗   │
           60.933      │                               ◁6─●       client: ◷ patience
           63.236      ●◀──── 6 deposit(10, client#2) ────┤
                       ├────── 7 done(client#2) ──────✗   │
           70.000    ╌╌┼╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┼╌╌╌╌╌  end of server ↛ client
           80.933      │                               ◁8─●       client: ◷ patience
           87.928      ●◀──── 8 deposit(10, client#2) ────┤
                       ├─9▷                               │
           96.144      ├─────── 9 done(client#2) ────────▶●       client: ← 10
                       │                                  │

          """##)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/01-introduction.md", line: 1852)
let (server, client) = (NodeID(0), NodeID(1))
let world = World(
  bank(over: Link(loss: 0.3)), seed: 2,
  faults: [
    .crash(server, at: .milliseconds(12), for: .milliseconds(20)),
    .cut(
      from: [server], to: [client], at: .milliseconds(40),
      for: .milliseconds(30)),
  ], invariants: [noDoubleDeposit, noCoinIsLost])
world.run()
print("balance", world[server, as: BankServer.self].balance)
print(world.statistics)
var diagram = world.trace.diagram
diagram.title = "A crash, a loss and a one-way cut"
show(diagram)
#sourceLocation()
    }
  }

  @Test("cell failing-run") func failingRunCell() async {
    await checkRecordedCell(
      .init(
        "failing-run",
        line: 1944,
        output: ##"""
        no deposit is made twice fell: deposit 1 was made twice
        bank, seed 4: 4 choices of 5 in the run at first

           1  5ms ask client for operation 1
           2  14.535843ms deliver message 1 from client to server
           3  25ms fire patience at client
           4  33.416218ms deliver message 2 from client to server

        bank
        A run of 2 nodes and 19 events with seed 4.

         ms       server                             client
                     │                                  │
          5.000      │                               ◁1─●       client: → 10
         14.536      ●◀──── 1 deposit(10, client#1) ────┤       2 done(client#1) is still on its way
                     ├╌╌╌╌╌╌ 2 done(client#1) ╌╌╌╌╌╌▷   │       server: balance 10
         25.000      │                               ◁3─●       client: ◷ patience
         33.416      ●◀──── 3 deposit(10, client#1) ────┤       4 done(client#1) is still on its way
                     ├╌╌╌╌╌╌ 4 done(client#1) ╌╌╌╌╌╌▷   │       server: balance 20
                   ╌╌┼╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┼╌╌╌╌╌  no deposit is made twice: violated
                     │                                  │
        replay: AQRiYW5rNJnXLR4gXbcfAwDoClD0qwQAAAAAAAAAAQhwYXRpZW5jZQTAlrECBAEB44LGBAABAAGd1_4EAwEA2teBBAABAAJb811b

        """##,
        outputLine: 1948)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/01-introduction.md", line: 1945)
print(bankScenario(taking: .forgetsNames).check(seeds: 1..<1_000))
#sourceLocation()
    }
  }

  @Test("cell replay") func replayCell() async {
    await checkRecordedCell(
      .init(
        "replay",
        line: 1995,
        output: #"""
        the same bytes: true
        and for the correct server: the token is stale: the system has changed since it was made (nodes, links, work or properties). Run the test again for a new one

        """#,
        outputLine: 2007)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/01-introduction.md", line: 1996)
let flawed = bankScenario(taking: .forgetsNames)
guard let failure = flawed.check(seeds: 1..<1_000).failure else { return }
let again = try flawed.replay(ReplayToken(failure.token.text))
print("the same bytes:", again.trace.text == failure.trace.text)
do {
  _ = try bankScenario().replay(failure.token)
} catch {
  print("and for the correct server:", error)
}
#sourceLocation()
    }
  }

  @Test("cell confirms-early") func confirmsEarlyCell() async {
    await checkRecordedCell(
      .init(
        "confirms-early",
        line: 2025,
        output: ##"""
        no confirmed coin is lost fell: confirmed are 10, the account holds 0
        bank, seed 1: 5 choices of 10 in the run at first

           1  5ms ask client for operation 1
           2  6.346227ms deliver message 1 from client to server
           3  10.109285ms deliver message 1 from server to client
           4  13.376935ms crash server, losing 1 unsynced
           5  59.751469ms restart server

        bank
        A run of 2 nodes and 18 events with seed 1.

         ms       server                             client
                     │                                  │
          5.000      │                               ◁1─●       client: → 10
          6.346      ●◀──── 1 deposit(10, client#1) ────┤       server: balance 10
                     ├─2▷                               │
         10.109      ├─────── 2 done(client#1) ────────▶●       client: ← 10
         13.377      ■                                  │       server crashes
         59.751      □                                  │       server restarts
                     │                                  │       server: balance 0
                   ╌╌┼╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┼╌╌╌╌╌  no confirmed coin is lost: violated
                     │                                  │
        replay: AQRiYW5rY5d6YtIHdOJrY0CIzk61NwEAAAAAAAAAAAXAlrECBAEBs5VSAAEAAfLW5QEAAAEBwrjHAQUAAQCGvY4WBwCTx52x

        """##,
        outputLine: 2031)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/01-introduction.md", line: 2026)
let report = bankScenario(taking: .confirmsEarly, crashes: 2)
  .check(seeds: 1..<1_000)
print(report)
#sourceLocation()
    }
  }

  @Test("cell no-failure") func noFailureCell() async {
    await checkRecordedCell(
      .init(
        "no-failure",
        line: 2077,
        output: #"""
        bank: no failure in 999 runs (6056 messages sent, 4197 delivered, 1859 lost, 0 duplicated; 1859 timers, 1998 operations, 1295 crashes, 1295 faults)
        bank: no failure in 999 runs (10116 messages sent, 6735 delivered, 5178 lost, 1797 duplicated; 4348 timers, 1998 operations, 1295 crashes, 1295 faults)

        """#,
        outputLine: 2083)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/01-introduction.md", line: 2078)
print(bankScenario(crashes: 2).check(seeds: 1..<1_000))
print(bankScenario(over: Link(loss: 0.4, duplication: 0.3), crashes: 2)
  .check(seeds: 1..<1_000))
#sourceLocation()
    }
  }

  @Test("cell every-schedule") func everyScheduleCell() async {
    await checkRecordedCell(
      .init(
        "every-schedule",
        line: 2103,
        output: ##"""
        no shortcut
            both hold in all 51121 states: true
        forgetsNames
            no deposit is made twice: falls after 4 choices
                client is asked for 10
                the network doubles deposit(10, client#1) from client to server
                server receives deposit(10, client#1) from client
                server receives deposit(10, client#1) from client
        confirmsEarly
            no confirmed coin is lost: falls after 5 choices
                client is asked for 10
                server receives deposit(10, client#1) from client
                client receives done(client#1) from server
                server crashes, losing 1 unsynced
                server restarts

        """##,
        outputLine: 2121)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/01-introduction.md", line: 2104)
for shortcut in [nil, BankServer.Shortcut.forgetsNames, .confirmsEarly] {
  var search = SystemSearch(
    "bank", bank(over: Link(), taking: shortcut),
    invariants: [noDoubleDeposit, noCoinIsLost])
  search.budget = SearchBudget(
    losses: 2, duplications: 1, crashes: 2, timers: 3)
  let report = search.run()
  print(shortcut.map { "\($0)" } ?? "no shortcut")
  if let run = report.counterexample {
    print("    \(run.property): falls after \(run.length) choices")
    for step in run.steps.dropFirst() { print("       ", step.action) }
  } else {
    print("    both hold in all \(report.states) states:", report.holds)
  }
}
#sourceLocation()
    }
  }

  private func checkRecordedCell(
    _ cell: Notebook.RecordedCell, _ body: @Sendable () async throws -> Void
  ) async {
    let page = Notebook.Page(chapter: "Chapters/01-introduction.md", generated: #filePath)
    for mismatch in await page.run(cell, body) {
      Testing.Issue.record(
        Testing.Comment(rawValue: mismatch.message),
        sourceLocation: Testing.SourceLocation(
          fileID: mismatch.fileID, filePath: mismatch.path, line: mismatch.line, column: 1))
    }
  }
}
