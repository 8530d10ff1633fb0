// Generated from Chapters/02-rpc.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest ebc1f4d3afa4507e

#sourceLocation(file: "Chapters/02-rpc.md", line: 82)
internal import Simulation

/// Ann's first request takes 75 ms, and so arrives after Bob's write.
func lostUpdate(
  _ rule: StoreServer.DuplicateRule = .execute
) -> World<StoreMessage> {
  var system = System<StoreMessage>()
  system.links.standard = Link(delay: .constant(.milliseconds(10)))
  let options = CallOptions(retry: .fixed(.milliseconds(25)))
  let server = NodeID(1)
  let client = StoreClient(server: server, options: options)
  let ann = system.add("Ann", client, work: [.put("tea", "10")])
  system.add("server", StoreServer(rule))
  system.add(
    "Bob", client,
    work: .scheduled([
      (.milliseconds(50), .put("tea", "12")),
      (.milliseconds(80), .get("tea")),
    ]))
  let slow = Link(delay: .constant(.milliseconds(75)))
  let fault = Fault.link(
    from: ann, to: server, slow, at: .zero, for: .milliseconds(5))
  return World(system, seed: 1, faults: [fault])
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 269)
/// Four appends by a client that asks once and waits for 50 ms.
func fourCalls(faults: [Fault]) -> World<StoreMessage> {
  var system = System<StoreMessage>()
  system.links.standard = Link(delay: .constant(.milliseconds(10)))
  let options = CallOptions(deadline: .milliseconds(50))
  system.add(
    "client", StoreClient(server: NodeID(1), options: options),
    work: .scheduled(
      ["a", "b", "c", "d"].enumerated().map { number, letter in
        (.milliseconds(100 * number), .append("log", letter))
      }))
  system.add("server", StoreServer(.execute))
  return World(system, seed: 1, faults: faults)
}
#sourceLocation()
