import Simulation

/// A node that does whatever comes to its mind: each handler asks for a few effects, drawn from a
/// stream in its state. So two drivers agree about it only if they agree about every effect.
struct Improviser: Node {
  typealias Message = Int
  typealias Timer = Int
  typealias Operation = Int
  typealias Response = Int
  typealias Record = Int

  private var stream: SplitMix64
  /// How many more effects it may think of; then it only listens.
  private var energy: Int
  /// Whether it sometimes breaks a rule of its context.
  private let isClumsy: Bool
  private let readsClock: Bool
  /// All that it has met: what a driver does differently shows here.
  private(set) var memory: [String] = []
  private var asked: [OperationID] = []

  init(seed: UInt64, energy: Int, isClumsy: Bool = false, readsClock: Bool = false) {
    stream = SplitMix64(seed: seed)
    self.energy = energy
    self.isClumsy = isClumsy
    self.readsClock = readsClock
  }

  mutating func start(_ context: inout Context<Self>) { improvise(on: "start", &context) }

  mutating func receive(_ message: Int, from sender: NodeID, _ context: inout Context<Self>) {
    improvise(on: "\(message) from \(sender)", &context)
  }

  mutating func fire(_ timer: Int, _ context: inout Context<Self>) {
    improvise(on: "timer \(timer)", &context)
  }

  mutating func invoke(_ operation: Int, as id: OperationID, _ context: inout Context<Self>) {
    asked.append(id)
    improvise(on: "\(operation) as \(id)", &context)
  }

  mutating func restart(recovering log: StableLog<Int>, _ context: inout Context<Self>) {
    improvise(on: "restart with \(log.slots)", &context)
  }

  private mutating func improvise(on event: String, _ context: inout Context<Self>) {
    memory.append(readsClock ? "\(event) at \(context.now)" : event)
    for _ in 0..<draw(5) where energy > 0 {
      energy -= 1
      ask(&context)
    }
  }

  private mutating func ask(_ context: inout Context<Self>) {
    switch draw(isClumsy ? 20 : 16) {
    case 0, 1, 2: context.send(draw(9), to: context.nodes[draw(context.nodes.count)])
    case 3, 4: context.set(draw(3), after: .milliseconds(draw(12)))
    case 5: context.cancel(draw(3))
    case 6, 7, 8: context.append(draw(100))
    case 9: context.rewrite((0..<draw(3)).map { _ in draw(100) })
    case 10, 11: context.sync()
    case 12: context.note("thinks of \(draw(9))")
    case 13, 14, 15: if !asked.isEmpty { context.respond(draw(9), to: asked.removeFirst()) }
    default: blunder(&context)
    }
  }

  private mutating func blunder(_ context: inout Context<Self>) {
    switch draw(12) {
    case 0: context.send(0, to: NodeID(77))
    case 1: context.set(0, after: .milliseconds(-1))
    case 2: context.respond(0, to: OperationID(client: context.id, number: draw(4)))
    case 3: context.respond(0, to: OperationID(client: NodeID(0), number: 1))
    case 4: for id in asked.prefix(1) { context.respond(1, to: id) }
    default: break
    }
  }

  private mutating func draw(_ count: Int) -> Int { Int(stream.next(below: UInt64(count))) }
}

/// What lies between two operations of the one that goes by the clock; no fault comes at the same time.
let pace = Duration.microseconds(9_100)

/// A few of them, with work for two: the first in a closed loop, the second by the clock.
func improvisers(
  seed: UInt64, nodes: Int, energy: Int, operations: Int, isClumsy: Bool = false,
  readsClock: Bool = false, link: Link = Link()
) -> System<Int> {
  var system = System<Int>()
  system.links.standard = link
  for index in 0..<nodes {
    let node = Improviser(
      seed: seed &* 100 &+ UInt64(index), energy: energy, isClumsy: isClumsy,
      readsClock: readsClock)
    let work = Array(1...operations)
    switch index {
    case 0:
      system.add("A", node, work: .closedLoop(work, pause: .milliseconds(Int(seed % 3) * 4)))
    case 1:
      system.add("B", node, work: .scheduled(work.map { (pace * $0, $0) }))
    default: system.add("C\(index)", node)
    }
  }
  return system
}
