// Generated from Solutions/05-vector-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 4920c55cdcf0ff0e

#sourceLocation(file: "Solutions/05-vector-clocks.md", line: 209)
public import Chapter5
internal import ExerciseSupport

/// Causal broadcast by vectors of deliveries (Birman, Schiper and Stephenson).
public struct CausalBroadcaster: CausalOrdering {
  private let member: Int
  /// How many messages of each member are delivered here.
  private var counts: [Int]
  private var waiting: [CausalMessage] = []

  /// One of the members 0..<members.
  public init(member: Int, of members: Int) {
    self.member = member
    counts = Array(repeating: 0, count: members)
  }

  /// The message to send to all other members. It counts as delivered here.
  public mutating func broadcast(_ text: String) -> CausalMessage {
    counts[member] += 1
    return CausalMessage(sender: member, vector: counts, text: text)
  }

  /// Takes in a message of another member, and returns all that can be
  /// delivered now, in the order of delivery.
  public mutating func receive(_ message: CausalMessage) -> [CausalMessage] {
    var delivered: [CausalMessage] = []
    waiting.append(message)
    while let next = waiting.firstIndex(where: mayDeliver) {
      let message = waiting.remove(at: next)
      counts[message.sender] += 1
      delivered.append(message)
    }
    waiting.removeAll { $0.vector[$0.sender] <= counts[$0.sender] }
    return delivered
  }

  private func mayDeliver(_ message: CausalMessage) -> Bool {
    counts.indices.allSatisfy { other in
      other == message.sender
        ? message.vector[other] == counts[other] + 1
        : message.vector[other] <= counts[other]
    }
  }
}
#sourceLocation()
