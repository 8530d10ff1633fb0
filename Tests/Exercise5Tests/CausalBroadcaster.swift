// Generated from Chapters/05-vector-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 12d2e22ab117df70

#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 3655)
import Chapter5
import Exercise5
import ExerciseTesting
import Simulation
import Testing

@Suite("5.3 Causal broadcast", .exercise) struct CausalBroadcasterTests {
  typealias Member = OrderedMember<CausalBroadcaster>

  private func message(_ sender: Int, _ vector: [Int], _ text: String) -> CausalMessage {
    CausalMessage(sender: sender, vector: vector, text: text)
  }

  @Test(
    "in every run each text is delivered once, and none before its causes",
    arguments: [([1, 1, 1], 1), ([2, 1, 0], 0), ([2, 0, 0], 1)])
  func everyRun(posts: [Int], duplications: Int) {
    let system = orderedBoard(CausalBroadcaster.self, posts: posts)
    let order = Invariant<CausalMessage>("causal order", on: system.roster.nodes) {
      view in faultOfDeliveries(view.all(Member.self).map(\.node.delivered))
    }
    var search = SystemSearch("board", system, invariants: [order])
    search.budget = SearchBudget(duplications: duplications)
    let total = posts.sum
    search.expectedEnd = .init("all texts are delivered to all") { view in
      view.all(Member.self).allSatisfy { $0.node.delivered.count == total }
    }
    var options = SearchOptions()
    options.stateBudget = 600_000
    let report = search.run(options)
    #expect(report.verdict == .holds, "\(report)")
  }

  @Test("four members with four texts each, and doubled messages, in a hundred runs")
  func runs() {
    var system = orderedBoard(CausalBroadcaster.self, posts: [4, 4, 4, 4])
    system.links.standard = Link(duplication: 0.1)
    let scenario = Scenario(
      "board", system,
      checks: [
        .safety("causal order") { world in
          faultOfDeliveries(
            world.roster.nodes.map { world[$0, as: Member.self].delivered })
        },
        .progress("all texts are delivered") { world in
          let counts = world.roster.nodes.map {
            world[$0, as: Member.self].delivered.count
          }
          return counts == [16, 16, 16, 16] ? nil : "deliveries: \(counts)"
        },
      ])
    let report = scenario.check(seeds: 0..<100)
    #expect(report.failure == nil, "\(report)")
  }

  @Test("a vector counts deliveries and own broadcasts")
  func vectors() {
    var member = CausalBroadcaster(member: 1, of: 3)
    #expect(member.broadcast("B1").vector == [0, 1, 0])
    #expect(member.receive(message(0, [1, 0, 0], "A1")).map(\.text) == ["A1"])
    #expect(member.receive(message(2, [0, 0, 2], "C2")).isEmpty)
    #expect(member.broadcast("B2").vector == [1, 2, 0])
    #expect(member.receive(message(2, [0, 0, 1], "C1")).map(\.text) == ["C1", "C2"])
    let last = member.broadcast("B3")
    #expect(last.vector == [1, 3, 2] && last.sender == 1 && last.text == "B3")
  }

  @Test("one delivery frees all that waited for it, however it arrived")
  func chain() {
    var member = CausalBroadcaster(member: 2, of: 3)
    #expect(member.receive(message(1, [2, 2, 0], "B2")).isEmpty)
    #expect(member.receive(message(0, [2, 1, 0], "A2")).isEmpty)
    #expect(member.receive(message(1, [1, 1, 0], "B1")).isEmpty)
    let freed = member.receive(message(0, [1, 0, 0], "A1")).map(\.text)
    #expect(freed == ["A1", "B1", "A2", "B2"])
  }

  @Test("a second copy is never delivered, whether it comes late or waits")
  func copies() {
    var member = CausalBroadcaster(member: 1, of: 2)
    let (first, second) = (message(0, [1, 0], "A1"), message(0, [2, 0], "A2"))
    #expect(member.receive(second).isEmpty)
    #expect(member.receive(second).isEmpty)
    #expect(member.receive(first).map(\.text) == ["A1", "A2"])
    #expect(member.receive(first).isEmpty)
    #expect(member.receive(second).isEmpty)
  }
}
#sourceLocation()
