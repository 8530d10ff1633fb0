// Generated from Chapters/07-paxos.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest fd446bd93e4ad38c

#sourceLocation(file: "Chapters/07-paxos.md", line: 1082)
public import Simulation

/// Proposers A, B, ... with what their clients propose, then the acceptors.
public func paxosSystem(
  work: [[String]], acceptors: Int = 3, options: ProposerOptions = .init(),
  link: Link = Link()
) -> System<PaxosMessage<String>> {
  var system = System<PaxosMessage<String>>()
  system.links.standard = link
  let nodes = (0..<acceptors).map { NodeID(work.count + $0) }
  for (index, values) in work.enumerated() {
    system.add(
      NodeID(index).letter,
      ProposerNode<String>(.majorities(of: nodes), options: options),
      work: .closedLoop(values.map { .propose($0) }))
  }
  for number in 1...acceptors {
    system.add("\(number)", AcceptorNode<String>())
  }
  return system
}
#sourceLocation()
