// Generated from Chapters/01-introduction.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest a52b4a74e529a7eb

#sourceLocation(file: "Chapters/01-introduction.md", line: 2472)
import Chapter1
import Exercise1
import ExerciseTesting
import Testing

@Suite("1.2 The adversarial link", .exercise) struct AdversarialNetworkTests {
  private let wild = LinkPolicy(delay: 2...9, loss: 0.3, duplication: 0.2)

  /// The arrivals of a message a tick.
  private func arrivals(
    _ network: inout AdversarialNetwork, from sender: Int = 1,
    to receiver: Int = 2, count: Int = 200
  ) -> [[Int]] {
    (0..<count).map { network.route(from: sender, to: receiver, at: $0) }
  }

  @Test("a calm link delivers each message once") func calm() {
    var network = AdversarialNetwork(policy: LinkPolicy(delay: 3...3), seed: 1)
    #expect(arrivals(&network) == (0..<200).map { [$0 + 3] })
  }

  @Test("every delay of the range occurs, and no other") func delays() {
    var network = AdversarialNetwork(policy: wild, seed: 1)
    var delays: Set<Int> = []
    for (time, copies) in arrivals(&network, count: 2_000).enumerated() {
      delays.formUnion(copies.map { $0 - time })
    }
    #expect(delays == Set(2...9))
  }

  @Test("nothing arrives when it is sent, even where the policy has no delay")
  func noDelay() {
    var network = AdversarialNetwork(policy: LinkPolicy(delay: 0...1), seed: 1)
    #expect(arrivals(&network) == (0..<200).map { [$0 + 1] })
  }

  @Test("loss and duplication occur as often as they should") func rates() {
    var network = AdversarialNetwork(policy: wild, seed: 1)
    let copies = arrivals(&network, count: 10_000).map(\.count)
    let lost = Double(copies.count { $0 == 0 }) / 10_000
    let doubled = Double(copies.count { $0 == 2 }) / 10_000
    #expect(abs(lost - 0.3) < 0.015, "lost \(lost)")
    #expect(abs(doubled - 0.7 * 0.2) < 0.015, "doubled \(doubled)")
  }

  @Test("a copy travels on its own") func copies() {
    let policy = LinkPolicy(delay: 1...10, duplication: 1)
    var network = AdversarialNetwork(policy: policy, seed: 1)
    let pairs = arrivals(&network)
    #expect(pairs.allSatisfy { $0.count == 2 })
    #expect(pairs.contains { $0.first != $0.last })
    #expect(pairs.contains { ($0.first ?? 0) > ($0.last ?? 0) })
  }

  @Test("the same seed gives the same run, another seed another",
    arguments: UInt64(0)...5)
  func seeds(seed: UInt64) {
    var one = AdversarialNetwork(policy: wild, seed: seed)
    var same = AdversarialNetwork(policy: wild, seed: seed)
    var other = AdversarialNetwork(policy: wild, seed: seed + 1)
    let run = arrivals(&one)
    #expect(run == arrivals(&same))
    #expect(run != arrivals(&other))
  }
}

extension AdversarialNetworkTests {
  @Test("a link doesn't feel what happens on other links") func independence() {
    var quiet = AdversarialNetwork(policy: wild, seed: 1)
    var busy = AdversarialNetwork(policy: wild, seed: 1)
    busy.set(LinkPolicy(delay: 1...1, loss: 0.9), from: 2, to: 1)
    let expected = arrivals(&quiet)
    let found = (0..<200).map { time in
      _ = busy.route(from: 2, to: 1, at: time)
      _ = busy.route(from: 1, to: 3, at: time)
      return busy.route(from: 1, to: 2, at: time)
    }
    #expect(found == expected)
    #expect(Set(expected).count > 20, "a wild link delivers at many times")
  }

  @Test("links differ, also the two directions of one") func links() {
    var network = AdversarialNetwork(policy: wild, seed: 1)
    let there = arrivals(&network, from: 1, to: 2)
    let back = arrivals(&network, from: 2, to: 1)
    let elsewhere = arrivals(&network, from: 1, to: 3)
    #expect(there != back && there != elsewhere && back != elsewhere)
  }

  @Test("more loss changes nothing about what still arrives") func lossAlone() {
    let policy = LinkPolicy(delay: 2...9, loss: 0.5)
    var calm = AdversarialNetwork(policy: LinkPolicy(delay: 2...9), seed: 1)
    var lossy = AdversarialNetwork(policy: policy, seed: 1)
    let (all, some) = (arrivals(&calm), arrivals(&lossy))
    #expect(zip(all, some).allSatisfy { $1.isEmpty || $0 == $1 })
    #expect((50...150).contains(some.count { !$0.isEmpty }))
  }

  @Test("a cut stops one direction, and lets the other pass") func oneWay() {
    var network = AdversarialNetwork(policy: LinkPolicy(delay: 2...2), seed: 1)
    network.cut(from: 1, to: 2, during: 100..<110)
    #expect(network.route(from: 1, to: 2, at: 105) == [])
    #expect(network.route(from: 2, to: 1, at: 105) == [107])
    #expect(network.route(from: 1, to: 2, at: 110) == [112])
  }

  @Test("a cut stops what is sent before it and would arrive during it")
  func inFlight() {
    var network = AdversarialNetwork(policy: LinkPolicy(delay: 5...5), seed: 1)
    network.cut(from: 1, to: 2, during: 100..<110)
    #expect(network.route(from: 1, to: 2, at: 97) == [])
    #expect(network.route(from: 1, to: 2, at: 107) == [])
    #expect(network.route(from: 1, to: 2, at: 94) == [99])
  }

  @Test("a cut that comes and goes while a message travels leaves it alone")
  func shortCut() {
    let policy = LinkPolicy(delay: 20...20)
    var network = AdversarialNetwork(policy: policy, seed: 1)
    network.cut(from: 1, to: 2, during: 100..<110)
    #expect(network.route(from: 1, to: 2, at: 95) == [115])
  }
}
#sourceLocation()
