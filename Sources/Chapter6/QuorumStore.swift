// Generated from Chapters/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest e7a6eb5ccd88dbc9

#sourceLocation(file: "Chapters/06-consistency.md", line: 1294)
public import Chapter3
public import Simulation

/// A value with the version under which it was written.
public struct Versioned: Hashable, Sendable {
  public var version: Timestamp
  public var value: String?

  static let nothing = Versioned(version: Timestamp(0, NodeID(0)), value: nil)
}

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

  public internal(set) var values: [String: Versioned] = [:]
  var errand: Errand?

  public init() {}

  func value(of key: String) -> Versioned { values[key] ?? .nothing }
}
#sourceLocation(file: "Chapters/06-consistency.md", line: 1334)
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
      context.send(.found(number, value(of: key)), to: sender)
    case .store(let number, let key, let new):
      if value(of: key).version < new.version { values[key] = new }
      context.send(.stored(number), to: sender)
    case .found(let number, let versioned):
      return hear(versioned, for: number, &context)
    case .stored(let number):
      guard errand?.number == number else { return nil }
      errand?.stored += 1
      guard errand?.stored == context.nodes.count / 2 + 1 else { return nil }
      return Answer(number: number, response: .done)
    }
    return nil
  }
}
#sourceLocation(file: "Chapters/06-consistency.md", line: 1370)
extension QuorumStore {
  private mutating func hear(
    _ versioned: Versioned, for number: Int,
    _ context: inout Context<Site<Self>>
  ) -> Answer? {
    guard var errand, errand.number == number else { return nil }
    errand.found.append(versioned)
    self.errand = errand
    guard errand.found.count == context.nodes.count / 2 + 1,
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
#sourceLocation()
