// Generated from Chapters/04-primary-backup.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest e3911f8ae19bd4a8

#sourceLocation(file: "Chapters/04-primary-backup.md", line: 1452)
internal import Chapter2
internal import Simulation

/// From 100 ms to 500 ms, S1 is alone with Ann.
func cutOff(without rule: ReplicaRule?) -> World<ReplicaStoreMessage> {
  let system = flawedSystem(
    without: rule,
    clients: [
      (
        "Ann",
        .scheduled([
          (.milliseconds(50), .put("tea", "10")),
          (.milliseconds(350), .get("tea")),
        ])
      ),
      ("Bob", .scheduled([(.milliseconds(200), .put("tea", "12"))])),
    ])
  let (views, one, two, ann) = (NodeID(0), NodeID(1), NodeID(2), NodeID(3))
  let cut = Fault.partition(
    [one, ann], [views, two, NodeID(4)], at: .milliseconds(100),
    for: .milliseconds(400))
  return World(system, seed: 1, faults: [cut])
}
#sourceLocation()
