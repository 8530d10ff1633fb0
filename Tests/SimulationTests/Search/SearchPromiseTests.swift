import Simulation
import Testing

/// Two traffic lights that hand over to each other, with a fault to be switched on.
private func lights(handsOver: Bool, isFair: Bool = true) -> Specification {
  var spec = Specification("lights")
  let turn = spec.variable("turn", initially: 0)
  let crossed = spec.variable("crossed", initially: 0)
  for light in 0..<2 {
    spec.action("blink \(light)") {
      $0[turn] == light
    } then: {
      $0[crossed] = 1 - $0[crossed]
    }
    spec.action("hand over \(light)", isFair: isFair) { state in
      state[turn] == light && (handsOver || light == 0)
    } then: { state in
      state[turn] = 1 - light
    }
  }
  spec.leadsTo("each light has its turn") {
    $0[turn] == 1
  } to: {
    $0[turn] == 0
  }
  return spec
}

@Suite("Search: promises under weak fairness")
struct SearchPromiseTests {
  @Test("a promise that fairness keeps holds")
  func holds() {
    let report = lights(handsOver: true).search()
    #expect(report.holds, "\(report)")
  }

  @Test("a fair cycle that never keeps it is shown as a lasso")
  func lasso() throws {
    let report = lights(handsOver: false).search()
    let found = try #require(report.counterexample, "\(report)")
    #expect(found.property == "each light has its turn")
    let loop = try #require(found.loopsTo)
    #expect(loop >= 1)
    #expect(found.steps.count > loop + 1, "\(found)")
    #expect(found.steps[(loop + 1)...].contains { $0.action == "blink 1" })
  }

  @Test("without fairness the same cycle breaks it, though the way out stays open")
  func unfair() {
    #expect(lights(handsOver: true, isFair: false).search().counterexample != nil)
  }

  @Test("a run may stop where nothing fair is left to do")
  func stops() throws {
    var spec = Specification("countdown")
    let left = spec.variable("left", initially: 3)
    spec.action("count") {
      $0[left] > 0
    } then: {
      $0[left] -= 1
    }
    spec.eventually("zero") { $0[left] == 0 }
    #expect(spec.search().holds)
    spec.eventually("minus one") { $0[left] == -1 }
    let found = try #require(spec.search().counterexample)
    #expect(found.property == "minus one")
    #expect(found.loopsTo == 3 && found.steps.count == 4, "\(found)")
  }

  @Test("where states are told apart by fingerprint or left out, a promise stays open")
  func inconclusive() {
    var options = SearchOptions()
    options.storage = .compact
    let report = lights(handsOver: true).search(options)
    #expect(!report.holds && report.counterexample == nil)
    var spec = lights(handsOver: true)
    spec.constrain("anything") { _ in true }
    #expect(!spec.search().holds)
  }

  @Test("an array without elements takes no room among the variables")
  func noVariables() {
    var spec = Specification("countdown")
    #expect(spec.variables("nothing", count: 0, initially: false).isEmpty)
    let rest = spec.variable("rest", initially: 3)
    spec.action("tick", when: { $0[rest] > 0 }, then: { $0[rest] -= 1 })
    #expect(spec.search().states == 4)
  }
}
