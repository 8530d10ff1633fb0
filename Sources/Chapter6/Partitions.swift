// Generated from Chapters/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest f3c6e7f848be1b84

#sourceLocation(file: "Chapters/06-consistency.md", line: 3055)
public import Chapter2
internal import Histories
public import Simulation

/// Two sites read x, then lose each other; the first writes, the second reads.
public func partitionedHistory(of design: some StoreDesign) -> StoreHistory {
  let sites = [NodeID(0), NodeID(1)]
  return StoreRun(
    design, sites: 2,
    work: [
      .scheduled([(.milliseconds(100), .put("x", "new"))]),
      .scheduled([
        (.milliseconds(80), .get("x")), (.milliseconds(120), .get("x")),
      ]),
    ],
    link: Link(delay: .constant(.milliseconds(5))), seed: 1,
    faults: [.partition([sites[0]], [sites[1]], at: .milliseconds(95))]
  ).history
}

/// Three sites at work for three seconds, the first cut off during the second.
public func partitionTimeline(
  of design: some StoreDesign
) -> History<KeyValueStore.Operation, Outcome<KeyValueStore.Response>> {
  StoreRun(
    design, sites: 3,
    work: zooWork(operations: 1_000, pause: .milliseconds(20), seed: 1),
    link: Link(), patience: .milliseconds(100), seed: 1,
    faults: [
      .partition(
        [NodeID(0)], [NodeID(1), NodeID(2)], at: .seconds(1), for: .seconds(1))
    ], until: .seconds(3)
  ).outcomes
}
#sourceLocation(file: "Chapters/06-consistency.md", line: 3095)
extension History {
  /// How many operations ended as unknown at these sites, in each span of time.
  public func errors<Reply>(
    at sites: [Int], per span: Duration, until end: Duration
  ) -> [Int] where Response == Outcome<Reply> {
    var counts = Array(repeating: 0, count: Int(end / span))
    for entry in entries where entry.response == .unknown {
      guard sites.contains(Int(entry.client.index)),
        let moment = entry.completed?.moment
      else { continue }
      let place = Int(moment.time.elapsed / span)
      if counts.indices.contains(place) { counts[place] += 1 }
    }
    return counts
  }

  /// The same operations, all by one client that moves from site to site.
  public func asOneSession() -> History {
    var history = History()
    for event in events {
      let entry = entries[event.entry]
      let id = OperationID(client: NodeID(0), number: event.entry)
      if let response = entry.response, event.isResponse {
        try? history.respond(response, to: id, at: event.moment.time)
      } else {
        history.invoke(entry.operation, as: id, at: event.moment.time)
      }
    }
    return history
  }
}
#sourceLocation()
