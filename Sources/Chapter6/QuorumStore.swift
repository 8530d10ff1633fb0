// Generated from Chapters/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 6afa365ddbaeb419

#sourceLocation(file: "Chapters/06-consistency.md", line: 1403)
internal import Chapter3
public import Simulation

/// Reads and writes at majorities. A read writes nothing back.
public struct QuorumStore: StoreDesign {
  public enum Message: Hashable, Sendable {
    case query(Int, String)
    case found(Int, Versioned)
    case store(Int, String, Versioned)
    case stored(Int)
  }

  /// What the client at this site asked for, and who has answered.
  struct Errand: Hashable, Sendable {
    var number: Int
    var operation: KeyValueStore.Operation
    var found: [Versioned] = []
    var stored = 0
  }

  public internal(set) var copy = Copy()
  var errand: Errand?
  /// How many answers are enough; nil: a majority.
  let quorum: Int?

  public init(quorum: Int? = nil) { self.quorum = quorum }

  private func isEnough(_ answers: Int?, of sites: Int) -> Bool {
    answers == (quorum ?? sites / 2 + 1)
  }
}
#sourceLocation(file: "Chapters/06-consistency.md", line: 1439)
extension QuorumStore {
  public mutating func begin(
    _ operation: KeyValueStore.Operation, as number: Int,
    _ context: inout Context<Site<Self>>
  ) -> Answer? {
    errand = Errand(number: number, operation: operation)
    context.broadcast(.query(number, operation.key), to: context.nodes)
    return nil
  }

  public mutating func receive(
    _ message: Message, from sender: NodeID,
    _ context: inout Context<Site<Self>>
  ) -> Answer? {
    switch message {
    case .query(let number, let key):
      context.send(.found(number, copy[key]), to: sender)
    case .store(let number, let key, let new):
      copy.take(new, for: key)
      context.send(.stored(number), to: sender)
    case .found(let number, let versioned):
      return hear(versioned, for: number, &context)
    case .stored(let number):
      guard errand?.number == number else { return nil }
      errand?.stored += 1
      let stored = errand?.stored
      guard isEnough(stored, of: context.nodes.count) else { return nil }
      return Answer(number: number, response: .done)
    }
    return nil
  }
}
#sourceLocation(file: "Chapters/06-consistency.md", line: 1477)
extension QuorumStore {
  private mutating func hear(
    _ versioned: Versioned, for number: Int,
    _ context: inout Context<Site<Self>>
  ) -> Answer? {
    guard var errand, errand.number == number else { return nil }
    errand.found.append(versioned)
    self.errand = errand
    guard isEnough(errand.found.count, of: context.nodes.count),
      let newest = errand.found.max(by: { $0.version < $1.version })
    else { return nil }
    guard case .put(let key, let value) = errand.operation else {
      return Answer(number: number, response: .value(newest.value))
    }
    let version = Timestamp(newest.version.time + 1, context.id)
    let new = Versioned(version: version, value: value)
    context.broadcast(.store(number, key, new), to: context.nodes)
    return nil
  }
}
#sourceLocation(file: "Chapters/06-consistency.md", line: 1506)
/// A write whose messages to two sites are slow, and a read at each of them.
public func slowWrite() -> StoreHistory {
  let (slow, moment) = (
    Link(delay: .constant(.milliseconds(40))), Duration.milliseconds(2)
  )
  return StoreRun(
    QuorumStore(), sites: 3,
    work: [
      [.put("x", "old"), .put("x", "new")],
      .scheduled([(.milliseconds(20), .get("x"))]),
      .scheduled([(.milliseconds(30), .get("x"))]),
    ],
    link: Link(delay: .constant(.milliseconds(2))), seed: 1,
    faults: [
      .link(
        from: NodeID(0), to: NodeID(1), slow, at: .milliseconds(11),
        for: moment),
      .link(from: NodeID(0), to: NodeID(2), slow, at: .milliseconds(11)),
    ]
  ).history
}
#sourceLocation()
