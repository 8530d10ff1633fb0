import Simulation
import Testing

/// The drivers mean the same by each effect: shown on systems that nobody has thought up.
@Suite("One interpretation of effects")
struct AgreementTests {
  private func faults(seed: UInt64) -> [Fault] {
    var random = SplitMix64(seed: seed, labels: 1)
    func draw(_ count: Int) -> Int { Int(random.next(below: UInt64(count))) }
    return (0..<6).map { index in
      // The first one may come before anything else.
      let begin = Duration.milliseconds(index == 0 ? draw(2) * 20 : draw(120))
      let (node, span) = (NodeID(draw(3)), Duration.milliseconds(draw(25)))
      return draw(2) == 0
        ? .crash(node, at: begin, for: span)
        : .crash(node, afterEffects: draw(4), at: begin, for: span)
    }
  }

  private func run(_ seed: UInt64, isClumsy: Bool) -> (world: World<Int>, system: System<Int>) {
    let system = improvisers(
      seed: seed, nodes: 3, energy: 120, operations: 6, isClumsy: isClumsy, readsClock: true,
      link: Link(loss: 0.1, duplication: 0.1))
    let world = World(system, seed: seed, faults: faults(seed: seed))
    world.run(for: .seconds(20))
    return (world, system)
  }

  @Test(
    "the world does what the interpretation says, and ends where it ends", arguments: [false, true])
  func world(isClumsy: Bool) throws {
    var (crashes, misuses, effects) = (0, 0, 0)
    for seed in 0..<300 as Range<UInt64> {
      let (world, system) = run(seed, isClumsy: isClumsy)
      let retelling = Retelling(world.trace, of: system, operations: 6)
      try #require(retelling.difference == nil, "seed \(seed)\n\(world.trace)")
      for id in system.roster.nodes {
        let node = retelling.state(of: id)
        try #require(node.state == world[id, as: Improviser.self], "seed \(seed), \(id)")
        try #require(node.isUp == world.isUp(id), "seed \(seed), \(id)")
        // Nothing is left to happen, so that no timer can be pending.
        try #require(world.violation != nil || node.timers.isEmpty, "seed \(seed), \(id)")
      }
      crashes += retelling.crashes
      misuses += retelling.misuses
      effects += retelling.effects
    }
    #expect(crashes > 200)
    #expect(effects > 2_000)
    #expect((misuses > 50) == isClumsy)
  }

  @Test("a trace in which one effect is left out, or one too many, is no run of the interpretation")
  func rejection() throws {
    let (world, system) = run(1, isClumsy: false)
    let trace = world.trace
    var rejected = 0
    for index in trace.events.indices.dropLast() {
      // Without the last effect before a crash it would be a run in which the crash comes earlier.
      let next = trace.events[(index + 1)...].first { !isOfNetwork($0.what) }
      if case .crashes = next?.what { continue }
      var forged = trace
      switch trace.events[index].what {
      case .sends, .sets, .appends, .syncs, .returns: forged.events.remove(at: index)
      case .notes: forged.events.insert(trace.events[index], at: index)
      default: continue
      }
      try #require(Retelling(forged, of: system, operations: 6).difference != nil, "line \(index)")
      rejected += 1
    }
    #expect(rejected > 50)
  }

  private func isOfNetwork(_ what: Trace.What) -> Bool {
    switch what {
    case .loses, .copies: true
    default: false
    }
  }

  @Test("where a world ends, a search of the same system comes by")
  func search() throws {
    var (crashes, invoked) = (0, 0)
    for seed in 0..<40 as Range<UInt64> {
      let system = improvisers(seed: seed, nodes: 2, energy: 5, operations: 2)
      let faults = faults(seed: seed).filter { $0.begin < Instant(.milliseconds(40)) }
        .filter { if case .crash(NodeID(2), _) = $0.action { false } else { true } }
        .filter {
          if case .crashDuring(NodeID(2), _, _) = $0.action { false } else { true }
        }
      let world = World(system, seed: seed, faults: Array(faults.prefix(1)))
      world.run(for: .seconds(5))
      crashes += world.statistics.crashes
      invoked += world.statistics.invoked
      var search = SystemSearch("improvisers", system)
      search.budget.crashes = world.statistics.crashes
      let ends = system.roster.nodes.map { ($0, world[$0, as: Improviser.self], world.isUp($0)) }
      search.goals.append(
        .init("the end of the run") { view in
          ends.allSatisfy { view[$0.0, as: Improviser.self] == $0.1 && view.isUp($0.0) == $0.2 }
        })
      var options = SearchOptions()
      options.stateBudget = 300_000
      let report = search.run(options)
      try #require(report.witnesses.count == 1, "seed \(seed): \(report)\n\(world.trace)")
    }
    #expect(crashes > 10)
    #expect(invoked > 50)
  }
}
