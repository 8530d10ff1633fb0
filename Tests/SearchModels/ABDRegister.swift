public import Simulation

public struct Stamp: Hashable, Comparable, Sendable {
  var count: Int
  var writer: NodeID

  public static func < (left: Self, right: Self) -> Bool {
    (left.count, left.writer) < (right.count, right.writer)
  }
}

public enum ABDMessage: Hashable, Sendable {
  case query(OperationID)
  case holds(OperationID, Stamp, Character)
  case store(OperationID, Stamp, Character)
  case stored(OperationID)
}

/// A server of a register that is read and written by majorities (Attiya, Bar-Noy, Dolev, "Sharing
/// Memory Robustly in Message-Passing Systems", 1995), with several writers: Stateright's example.
public struct ABDServer: Node {
  public typealias Message = RegisterMessage<ABDMessage>

  enum Phase: Hashable, Sendable {
    case query(OperationID, writing: Character?, answers: [NodeID: Held])
    case store(OperationID, reading: Character?, acknowledged: Set<NodeID>)
  }

  struct Held: Hashable, Sendable {
    var stamp: Stamp
    var value: Character
  }

  var held: Held
  var phase: Phase?
  /// Whether a read stores what it is about to return; without that it isn't linearizable.
  var writesBack: Bool

  public init(id: NodeID, writesBack: Bool) {
    held = Held(stamp: Stamp(count: 0, writer: id), value: "?")
    self.writesBack = writesBack
  }

  public mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    switch message {
    case .put(let id, let value) where phase == nil: query(id, writing: value, &context)
    case .get(let id) where phase == nil: query(id, writing: nil, &context)
    case .internal(.query(let id)):
      context.send(.internal(.holds(id, held.stamp, held.value)), to: sender)
    case .internal(.holds(let id, let stamp, let value)):
      collect(id, Held(stamp: stamp, value: value), from: sender, &context)
    case .internal(.store(let id, let stamp, let value)):
      context.send(.internal(.stored(id)), to: sender)
      if stamp > held.stamp { held = Held(stamp: stamp, value: value) }
    case .internal(.stored(let id)): acknowledge(id, from: sender, &context)
    default: break
    }
  }

  private mutating func query(
    _ id: OperationID, writing value: Character?, _ context: inout Context<Self>
  ) {
    context.broadcast(.internal(.query(id)), to: context.peers)
    phase = .query(id, writing: value, answers: [context.id: held])
  }

  private mutating func collect(
    _ id: OperationID, _ answer: Held, from sender: NodeID, _ context: inout Context<Self>
  ) {
    guard case .query(id, let writing, var answers) = phase else { return }
    answers[sender] = answer
    phase = .query(id, writing: writing, answers: answers)
    guard answers.count == majority(context),
      let latest = answers.values.max(by: { $0.stamp < $1.stamp })
    else { return }
    var chosen = latest
    if let writing {
      chosen = Held(stamp: Stamp(count: latest.stamp.count + 1, writer: context.id), value: writing)
    } else if !writesBack {
      phase = nil
      return context.send(.got(id, latest.value), to: id.client)
    }
    context.broadcast(.internal(.store(id, chosen.stamp, chosen.value)), to: context.peers)
    if chosen.stamp > held.stamp { held = chosen }
    phase = .store(id, reading: writing == nil ? chosen.value : nil, acknowledged: [context.id])
  }

  private mutating func acknowledge(
    _ id: OperationID, from sender: NodeID, _ context: inout Context<Self>
  ) {
    guard case .store(id, let reading, var acknowledged) = phase,
      acknowledged.insert(sender).inserted
    else { return }
    phase = .store(id, reading: reading, acknowledged: acknowledged)
    guard acknowledged.count == majority(context) else { return }
    context.send(reading.map { .got(id, $0) } ?? .putDone(id), to: id.client)
    phase = nil
  }

  private func majority(_ context: Context<Self>) -> Int { (context.peers.count + 1) / 2 + 1 }
}

/// Some clients, each of which writes a letter of its own and then reads.
public func abdRegister(clients: Int, servers: Int) -> SystemSearch<ABDServer.Message> {
  abdRegister(work: writersAndReaders(clients), servers: servers)
}

/// A client for each list of operations.
public func abdRegister(
  work: [[RegisterOperation]], servers count: Int, writesBack: Bool = true
) -> SystemSearch<ABDServer.Message> {
  var system = System<ABDServer.Message>()
  let servers = (0..<count).map {
    system.add("server\($0)", ABDServer(id: NodeID($0), writesBack: writesBack))
  }
  return registerSearch("ABD, \(work.count) clients", &system, servers, work)
}
