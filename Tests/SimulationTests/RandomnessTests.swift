import Foundation
import Simulation
import Testing

@Suite("Randomness")
struct RandomnessTests {
  @Test("SplitMix64 gives the published numbers")
  func published() {
    var random = SplitMix64(seed: 1_234_567)
    #expect(
      (0..<5).map { _ in random.next() } == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
      ])
  }

  @Test("numbers below a bound are all equally likely")
  func bounded() {
    var random = SplitMix64(seed: 5)
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<70_000 { counts[Int(random.next(below: 7))] += 1 }
    // Six standard deviations of a binomial with n = 70,000 and p = 1/7 are 556.
    #expect(counts.allSatisfy { abs($0 - 10_000) < 556 })
  }

  /// Sends numbers to everybody, and keeps what arrives with its time.
  struct Chatter: Node {
    typealias Message = Int
    var arrivals: [Instant] = []
    func start(_ context: inout Context<Self>) {
      guard context.id == NodeID(0) else { return }
      for number in 0..<2_000 { context.broadcast(number) }
    }
    mutating func receive(_ message: Int, from: NodeID, _ context: inout Context<Self>) {
      arrivals.append(context.now)
    }
  }

  private func arrivals(
    _ link: Link, seed: UInt64 = 1, other: Link? = nil
  ) -> [Duration] {
    var system = System<Int>()
    system.links.standard = link
    for name in ["A", "B", "C"] { system.add(name, Chatter()) }
    if let other { system[from: NodeID(0), to: NodeID(2)] = other }
    let world = World(system, seed: seed, isTracing: false)
    world.run()
    return world[NodeID(1), as: Chatter.self].arrivals.map { Instant.start.duration(to: $0) }
  }

  private func mean(_ durations: [Duration]) -> Double {
    durations.reduce(0) { $0 + Double($1.wholeNanoseconds) } / Double(durations.count) / 1e6
  }

  @Test("what is changed on one link shifts nothing on another")
  func independentLinks() {
    let link = Link(delay: .exponential(mean: .milliseconds(4)), loss: 0.2, duplication: 0.2)
    let other = Link(delay: .constant(.milliseconds(1)), loss: 0.9)
    #expect(arrivals(link) == arrivals(link, other: other))
    #expect(arrivals(link) != arrivals(link, seed: 2))
  }

  @Test("losing more shifts neither delays nor copies of what still arrives")
  func independentPurposes() {
    let link = Link(delay: .uniform(.milliseconds(1) ... .milliseconds(9)))
    var doubled = link
    doubled.duplication = 0.5
    // Copies take delays of their own from the stream, but a constant delay shows the rest.
    #expect(arrivals(link).count == 2_000)
    #expect(arrivals(doubled).count > 2_800)
    let constant = Link(delay: .constant(.milliseconds(3)), loss: 0.3)
    var both = constant
    both.duplication = 1
    #expect(arrivals(both).count == 2 * arrivals(constant).count)
  }

  @Test("rates of loss and duplication are as declared")
  func rates() {
    // Six standard deviations with n = 2,000 and p = 0.25 are 116.
    #expect(abs(arrivals(Link(loss: 0.25)).count - 1_500) < 116)
    #expect(abs(arrivals(Link(duplication: 0.25)).count - 2_500) < 116)
  }

  @Test("delays have the declared range and mean")
  func delays() {
    let uniform = arrivals(Link(delay: .uniform(.milliseconds(2) ... .milliseconds(6))))
    #expect(uniform.allSatisfy { (.milliseconds(2) ... .milliseconds(6)).contains($0) })
    #expect(abs(mean(uniform) - 4) < 0.2)
    let exponential = arrivals(
      Link(delay: .exponential(mean: .milliseconds(5), atLeast: .milliseconds(1))))
    #expect(exponential.allSatisfy { $0 >= .milliseconds(1) })
    #expect(abs(mean(exponential) - 6) < 0.7)
    let heavy = arrivals(Link(delay: .heavyTail(atLeast: .milliseconds(2)))).sorted()
    #expect(heavy.allSatisfy { $0 >= .milliseconds(2) })
    // The median of a Pareto distribution with shape 2 is √2 times the minimum.
    #expect(abs(Double(heavy[1_000].wholeNanoseconds) / 1e6 - 2 * 2.0.squareRoot()) < 0.15)
  }

  @Test("exactly these delays, on every machine")
  func golden() {
    let heavy = arrivals(Link(delay: .heavyTail(atLeast: .milliseconds(2)))).sorted()
    let exponential = arrivals(Link(delay: .exponential(mean: .milliseconds(5)))).sorted()
    let sums = [heavy, exponential].map { $0.reduce(0) { $0 + $1.wholeNanoseconds } }
    #expect(sums == [8_055_698_359, 10_232_449_886])
  }

  @Test("a drawn adversary keeps to its budget", arguments: 0..<40)
  func budget(seed: UInt64) {
    let victims = (0..<5).map { NodeID($0) }
    let budget = FaultBudget(
      crashes: 6, partitions: 2, cuts: 1, pauses: 2, wrongClocks: 1, down: 2, window: .seconds(2))
    let faults = budget.faults(against: victims, seed: seed)
    #expect(faults == budget.faults(against: victims, seed: seed))
    #expect(faults.count <= 12)
    #expect(faults.allSatisfy { $0.begin <= Instant(.seconds(2)) })
    let crashes = faults.filter { if case .crash = $0.action { true } else { false } }
    for fault in crashes {
      let down = crashes.filter { other in
        guard let end = other.end else { return true }
        return other.begin <= fault.begin && fault.begin <= end
      }
      #expect(down.count <= 2)
    }
  }
}
