// Generated from Chapters/05-vector-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest b1cf7f400a297174

#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 2139)
public import Figures
public import Simulation

/// Two branches that pay each other once while A begins a snapshot.
public func twoBranches() -> System<BankMessage> {
  var system = System(messages: BankMessage.self)
  system.links.standard = Link(delay: .constant(.milliseconds(5)), isFIFO: true)
  system.add(
    "A", Branch(balance: 100),
    work: .scheduled([
      (.milliseconds(1), .snapshot),
      (.milliseconds(2), .pay(10, to: NodeID(1))),
    ]))
  system.add(
    "B", Branch(balance: 100),
    work: .scheduled([(.milliseconds(4), .pay(20, to: NodeID(0)))]))
  return system
}

extension Trace {
  /// The run with a line where the branches record their states.
  public func snapshotDiagram(titled title: String) -> SpaceTimeDiagram {
    var diagram = diagram
    diagram.title = title
    let frontier = diagram.lanes.indices.map { lane in
      diagram.marks.first {
        $0.lane == lane && $0.label.hasPrefix("records")
      }?.moment
    }
    diagram.cuts = [.init("snapshot", frontier: frontier)]
    return diagram
  }
}

extension String {
  public func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
#sourceLocation()
