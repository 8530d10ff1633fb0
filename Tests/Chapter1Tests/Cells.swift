// Generated from Chapters/01-introduction.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 9dd6087076b1233f
@testable import Chapter1
import Figures
import Notebook
import Simulation
import Testing

@Suite("Cells of chapter 1", .serialized) struct Cells {
  private let page = Page(chapter: "Chapters/01-introduction.md", generated: #filePath)
  @Test("cell lost-reply") func lostReply() async {
    let cell = RecordedCell(
      "lost-reply",
      line: 11,
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
      outputLine: 20,
      figures: [
        .init("lost-reply", line: 38, text: #"""
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
    let mismatches = await page.run(cell) { () async throws -> Void in
#sourceLocation(file: "Chapters/01-introduction.md", line: 12)
var world = ToyWorld(
  "client", DepositClient(amount: 10, patience: 20), "server", Account(),
  network: LossyNetwork(losing: .probability(0.3), seed: 3))
world.run()
for entry in world.log { print(entry) }
show(world.diagram(titled: "A deposit of ten, made twice"))
#sourceLocation()
    }
    for mismatch in mismatches {
      Issue.record(
        Comment(rawValue: mismatch.message),
        sourceLocation: SourceLocation(
          fileID: mismatch.fileID, filePath: mismatch.path, line: mismatch.line, column: 1))
    }
  }
  @Test("cell a-thousand-runs") func aThousandRuns() async {
    let cell = RecordedCell(
      "a-thousand-runs",
      line: 74,
      output: #"""
      never asks again
         0 coins in 286 runs
        10 coins in 714 runs
      asks again after 20 ms
        10 coins in 738 runs
        20 coins in 188 runs
        30 coins in 50 runs
        40 coins in 18 runs
        50 coins in 5 runs
        60 coins in 1 runs

      """#,
      outputLine: 92)
    let mismatches = await page.run(cell) { () async throws -> Void in
#sourceLocation(file: "Chapters/01-introduction.md", line: 75)
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
    print("\(balance)".padded(to: 4), "coins in", runs[balance, default: 0], "runs")
  }
}
#sourceLocation()
    }
    for mismatch in mismatches {
      Issue.record(
        Comment(rawValue: mismatch.message),
        sourceLocation: SourceLocation(
          fileID: mismatch.fileID, filePath: mismatch.path, line: mismatch.line, column: 1))
    }
  }
  @Test("cell one-view") func oneView() async {
    let cell = RecordedCell(
      "one-view",
      line: 114,
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
      outputLine: 127)
    let mismatches = await page.run(cell) { () async throws -> Void in
#sourceLocation(file: "Chapters/01-introduction.md", line: 115)
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
    for mismatch in mismatches {
      Issue.record(
        Comment(rawValue: mismatch.message),
        sourceLocation: SourceLocation(
          fileID: mismatch.fileID, filePath: mismatch.path, line: mismatch.line, column: 1))
    }
  }
  @Test("cell two-generals") func twoGenerals() async {
    let cell = RecordedCell(
      "two-generals",
      line: 802,
      output: #"""
      A holds
      B attacks

      """#,
      outputLine: 816,
      figures: [
        .init("two-generals", line: 825, text: #"""
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
    let mismatches = await page.run(cell) { () async throws -> Void in
#sourceLocation(file: "Chapters/01-introduction.md", line: 803)
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
    for mismatch in mismatches {
      Issue.record(
        Comment(rawValue: mismatch.message),
        sourceLocation: SourceLocation(
          fileID: mismatch.fileID, filePath: mismatch.path, line: mismatch.line, column: 1))
    }
  }
  @Test("cell every-demand") func everyDemand() async {
    let cell = RecordedCell(
      "every-demand",
      line: 857,
      output: #"""
      A needs 1, B needs 1: after 1 letters only B attacks
      A needs 1, B needs 2: after 2 letters only A attacks
      A needs 2, B needs 1: after 1 letters only B attacks
      A needs 2, B needs 1: after 2 letters only B attacks
      A needs 2, B needs 1: after 3 letters only B attacks
      A needs 2, B needs 2: after 3 letters only B attacks

      """#,
      outputLine: 872)
    let mismatches = await page.run(cell) { () async throws -> Void in
#sourceLocation(file: "Chapters/01-introduction.md", line: 858)
for (a, b) in [(1, 1), (1, 2), (2, 1), (2, 2)] {
  for arriving in 0...4 {
    var world = ToyWorld(
      "A", General(opens: true, lastLetter: 4, needed: a),
      "B", General(opens: false, lastLetter: 4, needed: b),
      network: LossyNetwork(losing: .messages([arriving + 1]), delay: 5...5))
    world.run()
    guard world.left.attacks != world.right.attacks else { continue }
    print("A needs \(a), B needs \(b): after \(arriving) letters only",
      world.left.attacks ? "A attacks" : "B attacks")
  }
}
#sourceLocation()
    }
    for mismatch in mismatches {
      Issue.record(
        Comment(rawValue: mismatch.message),
        sourceLocation: SourceLocation(
          fileID: mismatch.fileID, filePath: mismatch.path, line: mismatch.line, column: 1))
    }
  }
  @Test("cell many-letters") func manyLetters() async {
    let cell = RecordedCell(
      "many-letters",
      line: 908,
      output: #"""
      1 letters: 0.3000 by the formula, 0.3063 of 20000 mornings
      2 letters: 0.0900 by the formula, 0.0917 of 20000 mornings
      3 letters: 0.0270 by the formula, 0.0267 of 20000 mornings
      4 letters: 0.0081 by the formula, 0.0084 of 20000 mornings
      5 letters: 0.0024 by the formula, 0.0023 of 20000 mornings

      """#,
      outputLine: 921)
    let mismatches = await page.run(cell) { () async throws -> Void in
#sourceLocation(file: "Chapters/01-introduction.md", line: 909)
for copies in 1...5 {
  var generator = Generator(seed: 1)
  let mornings = 20_000
  let bad = (1...mornings).count { _ in
    (1...copies).map { _ in generator.chance(0.3) }.allSatisfy { $0 }
  }
  let formula = power(0.3, copies)
  print("\(copies) letters:", fixed(formula, 4), "by the formula,",
    fixed(Double(bad) / Double(mornings), 4), "of \(mornings) mornings")
}
#sourceLocation()
    }
    for mismatch in mismatches {
      Issue.record(
        Comment(rawValue: mismatch.message),
        sourceLocation: SourceLocation(
          fileID: mismatch.fileID, filePath: mismatch.path, line: mismatch.line, column: 1))
    }
  }
  @Test("cell false-suspicions") func falseSuspicions() async {
    let cell = RecordedCell(
      "false-suspicions",
      line: 999,
      output: #"""
      timeout    15 ms:    236 false suspicions
      timeout    20 ms:     69 false suspicions
      timeout    30 ms:     19 false suspicions
      timeout    50 ms:      4 false suspicions
      timeout    90 ms:      1 false suspicions
      timeout   170 ms:      0 false suspicions

      """#,
      outputLine: 1016)
    let mismatches = await page.run(cell) { () async throws -> Void in
#sourceLocation(file: "Chapters/01-introduction.md", line: 1000)
let arrivals = heartbeatArrivals(10_000, seed: 1)
for timeout in [15, 20, 30, 50, 90, 170] {
  var detector = TimeoutDetector(timeout: timeout)
  var next = 0
  for time in 0...(arrivals.last ?? 0) {
    if time == arrivals[next] {
      detector.heartbeat(at: time)
      next += 1
    }
    detector.tick(at: time)
  }
  let row = ["\(timeout)".padded(to: 5), "\(detector.mistakes)".padded(to: 6)]
  print("timeout", row[0], "ms:", row[1], "false suspicions")
}
#sourceLocation()
    }
    for mismatch in mismatches {
      Issue.record(
        Comment(rawValue: mismatch.message),
        sourceLocation: SourceLocation(
          fileID: mismatch.fileID, filePath: mismatch.path, line: mismatch.line, column: 1))
    }
  }
  @Test("cell replicas") func replicas() async {
    let cell = RecordedCell(
      "replicas",
      line: 1069,
      output: #"""
      machines  any one     a majority  all
      1         0.99000000  0.99000000  0.99000000
      3         0.99999900  0.99970200  0.97029900
      5         1.00000000  0.99999015  0.95099005
      7         1.00000000  0.99999966  0.93206535
      9         1.00000000  0.99999999  0.91351725

      """#,
      outputLine: 1079)
    let mismatches = await page.run(cell) { () async throws -> Void in
#sourceLocation(file: "Chapters/01-introduction.md", line: 1070)
print("machines  any one     a majority  all")
for n in [1, 3, 5, 7, 9] {
  let any = availability(ofMachines: n, each: 0.99) { $0 >= 1 }
  let majority = availability(ofMachines: n, each: 0.99) { $0 > n / 2 }
  let all = availability(ofMachines: n, each: 0.99) { $0 == n }
  print("\(n)         \(fixed(any, 8))  \(fixed(majority, 8))  \(fixed(all, 8))")
}
#sourceLocation()
    }
    for mismatch in mismatches {
      Issue.record(
        Comment(rawValue: mismatch.message),
        sourceLocation: SourceLocation(
          fileID: mismatch.fileID, filePath: mismatch.path, line: mismatch.line, column: 1))
    }
  }
}
