// Generated from Chapters/01-introduction.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 490e6cdb94e10bd8

#sourceLocation(file: "Chapters/01-introduction.md", line: 3011)
import Chapter1
import Exercise1
import ExerciseTesting
import Testing

@Suite("1.5 Shorten a failing schedule", .exercise) struct ShrinkerTests {
  /// Shortens, counts the calls, and lets everything fail beyond the limit so
  /// that even a loop without end runs out of choices.
  private func shorten(
    _ schedule: [Int], limit: Int? = nil, fails: ([Int]) -> Bool
  ) -> (result: [Int], calls: Int) {
    let allowed = limit ?? schedule.count * schedule.count + 10 * schedule.count
    var calls = 0
    let result = shortened(schedule) { some in
      calls += 1
      return calls > allowed || fails(some)
    }
    #expect(calls <= allowed, "\(calls) calls for \(schedule.count) choices")
    return (result, calls)
  }

  private func expectMinimal(
    _ result: [Int], of schedule: [Int], _ fails: ([Int]) -> Bool
  ) {
    #expect(fails(result), "\(result) doesn't fail")
    let needless = result.indices.filter { index in
      fails(Array(result[..<index] + result[(index + 1)...]))
    }
    #expect(needless.isEmpty, "of \(result), these places can be left out")
    var rest = schedule[...]
    for choice in result {
      guard let index = rest.firstIndex(of: choice) else {
        Issue.record("\(result) isn't in the order of the schedule")
        return
      }
      rest = rest[(index + 1)...]
    }
  }

  @Test("one choice that matters is found, wherever it is", arguments: 0..<16)
  func one(place: Int) {
    #expect(shorten(Array(0..<16)) { $0.contains(place) }.result == [place])
  }

  @Test("nothing that can be left out is left in",
    arguments: [[0, 1], [0, 99], [3, 50, 51, 98], [10, 20, 30, 40, 50]])
  func needed(places: [Int]) {
    let fails = { (some: [Int]) in places.allSatisfy(some.contains) }
    let (result, _) = shorten(Array(0..<100), fails: fails)
    #expect(result == places)
  }

  @Test("choices that come in pairs are taken out one by one") func parity() {
    let schedule = Array(0..<40)
    let fails = { (some: [Int]) in
      some.count { $0 % 4 == 0 } >= 3 && some.contains(7)
    }
    expectMinimal(shorten(schedule, fails: fails).result, of: schedule, fails)
  }

  @Test("what becomes needless once something else is gone is taken out too",
    arguments: [(10, 30), (30, 10)])
  func dependent(spare: Int, needed: Int) {
    // One matters only while the other is there. Their neighbours always
    // matter, so that neither goes before single choices are tried.
    let neighbours = [9, 11, 29, 31]
    let fails = { (some: [Int]) in
      neighbours.allSatisfy(some.contains)
        && (some.contains(needed) || !some.contains(spare))
    }
    #expect(shorten(Array(0..<40), fails: fails).result == neighbours)
  }

  @Test("random failures are shortened to minimal ones",
    arguments: UInt64(1)...30)
  func random(seed: UInt64) {
    var generator = Generator(seed: seed)
    let schedule = (0..<60).map { _ in generator.number(in: 0...9) }
    let (a, b) = (generator.number(in: 0...9), generator.number(in: 0...9))
    let fails = { (some: [Int]) in
      some.count { $0 == a } >= 2 || some.count { $0 == b } >= 3
        || some == schedule
    }
    let (result, _) = shorten(schedule, fails: fails)
    expectMinimal(result, of: schedule, fails)
    #expect(shorten(schedule, fails: fails).result == result)
  }
}

extension ShrinkerTests {
  @Test("where everything matters, everything stays, and the calls end")
  func everything() {
    let schedule = Array(0..<30)
    #expect(shorten(schedule) { $0 == schedule }.result == schedule)
    #expect(shorten(schedule) { $0.contains(7) }.result == [7])
  }

  @Test("where nothing matters, nothing stays") func nothing() {
    #expect(shorten(Array(0..<30)) { _ in true }.result == [])
    #expect(shorten([]) { _ in true }.result == [])
    #expect(shorten(Array(0..<30)) { $0.contains(3) }.result == [3])
  }

  @Test("two of a thousand are found in two hundred calls",
    arguments: [[0, 999], [499, 500], [123, 877]])
  func quick(places: [Int]) {
    let (result, _) = shorten(Array(0..<1_000), limit: 200) {
      places.allSatisfy($0.contains)
    }
    #expect(result == places)
  }

  @Test("of many lost messages, the one that doubles the deposit remains")
  func deposit() {
    let fails = { (lost: [Int]) in
      var world = ToyWorld(
        "client", DepositClient(amount: 10, patience: 20), "server", Account(),
        network: LossyNetwork(losing: .messages(lost), delay: 5...5))
      world.run()
      return world.right.balance > 10
    }
    let (result, _) = shorten([1, 2, 4, 6, 7, 9], fails: fails)
    expectMinimal(result, of: [1, 2, 4, 6, 7, 9], fails)
    #expect(result.count == 1)
  }
}
#sourceLocation()
