// Generated from Chapters/01-introduction.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 9ec8788fa6e86197

#sourceLocation(file: "Chapters/01-introduction.md", line: 834)
import Testing

@testable import Chapter1

private func deposit(seed: UInt64, loss: Double = 0.3) -> [LogEntry] {
  var world = ToyWorld(
    "client", DepositClient(amount: 10, patience: 20), "server", Account(),
    network: LossyNetwork(losing: .probability(loss), seed: seed))
  world.run()
  return world.log
}

@Suite struct ToyWorldTests {
  @Test("the same seed gives the same run", arguments: UInt64(1)...20)
  func repeats(seed: UInt64) {
    #expect(deposit(seed: seed) == deposit(seed: seed))
  }

  @Test("another seed gives another run") func differs() {
    #expect(Set((1...20).map { deposit(seed: $0) }).count > 10)
  }
}
#sourceLocation(file: "Chapters/01-introduction.md", line: 869)
extension ToyWorldTests {
  @Test("the generator agrees with the published algorithm")
  func generator() {
    var generator = Generator(seed: 1_234_567)
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973,
      9_817_491_932_198_370_423,
    ]
    #expect((0..<3).map { _ in generator.next() } == expected)
  }

  @Test("events happen in the order of their times, equal ones as scheduled")
  func order() {
    var queue = EventQueue<String>()
    queue.schedule("third", at: 7)
    queue.schedule("first", at: 5)
    queue.schedule("second", at: 5)
    let events = (0..<3).map { _ in queue.next()?.event }
    #expect(events == ["first", "second", "third"])
    #expect(queue.next() == nil)
  }
}
#sourceLocation(file: "Chapters/01-introduction.md", line: 896)
extension ToyWorldTests {
  @Test("what arrives was sent, to arrive then", arguments: UInt64(1)...50)
  func causality(seed: UInt64) {
    var onTheWay: [(Side, String, Int)] = []
    for entry in deposit(seed: seed) {
      switch entry.event {
      case .sends(let message, let arrival?):
        #expect(arrival >= entry.time + 2)
        onTheWay.append((entry.side.other, message, arrival))
      case .receives(let message):
        let arrival = (entry.side, message, entry.time)
        let index = onTheWay.firstIndex { $0 == arrival }
        #expect(index != nil, "\(entry) was never sent")
        if let index { onTheWay.remove(at: index) }
      default: break
      }
    }
    #expect(onTheWay.isEmpty)
  }

  @Test("a network that loses everything delivers nothing") func silence() {
    let log = deposit(seed: 1, loss: 1)
    #expect(!log.isEmpty)
    for entry in log {
      if case .receives = entry.event { Issue.record("\(entry)") }
    }
  }
}
#sourceLocation(file: "Chapters/01-introduction.md", line: 1427)
@Suite struct ArgumentTests {
  @Test("one of n, and all of n, are the textbook's formulas", arguments: 1...8)
  func availabilityAtTheEnds(n: Int) {
    let any = availability(ofMachines: n, each: 0.9) { $0 >= 1 }
    let all = availability(ofMachines: n, each: 0.9) { $0 == n }
    #expect(abs(any - (1 - power(0.1, n))) < 1e-12)
    #expect(abs(all - power(0.9, n)) < 1e-12)
  }

  @Test("a silent peer is suspected, a late heartbeat counts as a mistake")
  func suspicion() {
    var detector = TimeoutDetector(timeout: 10)
    detector.tick(at: 10)
    #expect(!detector.isSuspecting)
    detector.tick(at: 11)
    #expect(detector.isSuspecting && detector.mistakes == 0)
    detector.heartbeat(at: 12)
    #expect(!detector.isSuspecting && detector.mistakes == 1)
  }
}
#sourceLocation(file: "Chapters/01-introduction.md", line: 1452)
extension ArgumentTests {
  @Test("generals who need letters are parted by some loss", arguments: 2...8)
  func generals(letters: Int) {
    for a in 1...(letters / 2) {
      for b in 1...((letters + 1) / 2) {
        let isParted = (0...letters).contains { arriving in
          var world = ToyWorld(
            "A", General(opens: true, lastLetter: letters, needed: a),
            "B", General(opens: false, lastLetter: letters, needed: b),
            network: LossyNetwork(losing: .messages([arriving + 1])))
          world.run()
          return world.left.attacks != world.right.attacks
        }
        #expect(isParted, "A needs \(a), B needs \(b)")
      }
    }
  }
}
#sourceLocation(file: "Chapters/01-introduction.md", line: 2178)
import Simulation

@Suite struct BankTests {
  @Test("the bank keeps its promises under loss, duplicates and crashes")
  func correct() {
    let link = Link(loss: 0.3, duplication: 0.2)
    let report = bankScenario(over: link, crashes: 2).check(seeds: 0..<200)
    #expect(report.failure == nil)
    #expect(report.statistics.crashes > 100 && report.statistics.lost > 100)
  }

  @Test("each shortcut costs the property that it is known for", arguments: [
    (BankServer.Shortcut.forgetsNames, "no deposit is made twice"),
    (.confirmsEarly, "no confirmed coin is lost"),
  ])
  func shortcuts(shortcut: BankServer.Shortcut, property: String) {
    let report = bankScenario(taking: shortcut, crashes: 2)
      .check(seeds: 0..<500)
    #expect(report.failure?.violation.property == property)
  }

  @Test("a network that loses everything leaves deposits unconfirmed")
  func progress() {
    let report = bankScenario(over: Link(loss: 1)).check(seeds: 0..<1)
    #expect(report.failure?.violation.property == "every deposit is confirmed")
  }
}
#sourceLocation()
