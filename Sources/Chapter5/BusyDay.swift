// Generated from Chapters/05-vector-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest aa1621f1fd4bcf88

#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 205)
public import Simulation

/// Three branches that pay each other all day.
public struct BusyDay {
  let seed: UInt64
  public let balances = [100, 100, 100]
  private let link = Link(
    delay: .uniform(.milliseconds(4) ... .milliseconds(9)), isFIFO: true)

  public init(seed: UInt64) { self.seed = seed }

  public var total: Int { balances.sum }

  /// The bank, where branch A begins a snapshot at that time, if at any.
  public func system(
    snapshotAt time: Duration? = nil, isFIFO: Bool = true
  ) -> System<BankMessage> {
    var random = SplitMix64(seed: seed)
    var system = System(messages: BankMessage.self)
    system.links.standard = link
    system.links.standard.isFIFO = isFIFO
    for branch in balances.indices {
      var work = (1...20).map { step in
        let other = Int(random.next(below: UInt64(balances.count - 1)))
        let operation = BankOperation.pay(
          1 + Int(random.next(below: 12)),
          to: NodeID(other < branch ? other : other + 1))
        return (Duration.milliseconds(3 * step + branch), operation)
      }
      if branch == 0, let time {
        let place = work.firstIndex { $0.0 > time } ?? work.endIndex
        work.insert((time, .snapshot), at: place)
      }
      system.add(
        NodeID(branch).letter, Branch(balance: balances[branch]),
        work: .scheduled(work))
    }
    return system
  }
}
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 251)
extension BusyDay {
  /// What the branches hold, seen from outside at one moment after the other,
  /// while they're busy.
  public func glances(
    every interval: Duration
  ) -> [(time: Instant, balances: [Int])] {
    let world = World(system(), seed: seed, isTracing: false)
    world.run(for: .milliseconds(6))
    return (0..<Int(Duration.milliseconds(54) / interval)).map { _ in
      defer { world.run(for: interval) }
      let held = balances.indices.map {
        world[NodeID($0), as: Branch.self].balance
      }
      return (world.currentTime, held)
    }
  }

  /// The sum of an auditor who asks the branches by messages.
  public func audit() -> Int? {
    var system = system()
    let auditor = Auditor(branches: balances.indices.map { NodeID($0) })
    let id = system.add("auditor", auditor)
    let world = World(system, seed: seed, isTracing: false)
    world.run()
    return world[id, as: Auditor.self].sums.first
  }
}

extension [Int] {
  public var sum: Int { reduce(0, +) }
}
#sourceLocation()
