// Generated from Chapters/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest d52d3136a549ffeb

#sourceLocation(file: "Chapters/06-consistency.md", line: 251)
public import Chapter2
public import Simulation

public typealias StoreHistory = History<
  KeyValueStore.Operation, KeyValueStore.Response
>

/// One run of a store at several sites, and what its clients saw.
public struct StoreRun<Design: StoreDesign> {
  public let world: World<Design.Message>

  /// - Parameter patience: after which a client gives a call up.
  public init(
    _ design: Design, sites: Int, work: [Workload<KeyValueStore.Operation>],
    link: Link, patience: Duration = .seconds(1), seed: UInt64,
    clocks: [NodeID: ClockError] = [:], faults: [Fault] = [],
    until end: Duration? = nil
  ) {
    var system = System(messages: Design.Message.self)
    system.links.standard = link
    system.clocks = clocks
    for site in 0..<sites {
      system.add(
        "site \(site)", Site(design, patience: patience), work: work[site])
    }
    world = World(system, seed: seed, faults: faults, isTracing: false)
    world.run(for: end)
  }
}
#sourceLocation(file: "Chapters/06-consistency.md", line: 285)
extension StoreRun {
  public var outcomes:
    History<KeyValueStore.Operation, Outcome<KeyValueStore.Response>>
  {
    world.history(of: Site<Design>.self)
  }

  public var history: StoreHistory { outcomes.withoutTimeouts() }

  /// The design's state at a site, at the end.
  public subscript(site: Int) -> Design {
    world[NodeID(site), as: Site<Design>.self].design
  }
}
#sourceLocation(file: "Chapters/06-consistency.md", line: 1788)
/// Ann asks, Ben reads it and answers, Carol looks for the answer first.
func conversation(_ design: some StoreDesign) -> StoreHistory {
  StoreRun(
    design, sites: 3,
    work: [
      [.put("question", "tea?")],
      .scheduled([
        (.milliseconds(20), .get("question")),
        (.milliseconds(25), .put("answer", "yes")),
      ]),
      .scheduled([
        (.milliseconds(40), .get("answer")),
        (.milliseconds(45), .get("question")),
      ]),
    ],
    link: Link(delay: .constant(.milliseconds(5))), seed: 1,
    faults: [
      .link(
        from: NodeID(0), to: NodeID(2),
        Link(delay: .constant(.milliseconds(90))), at: .zero)
    ]
  ).history
}
#sourceLocation()
