internal import Chapter2
internal import Chapter7
internal import Simulation
internal import Synchronization

/// Chapter 7: proposers compete for one value while acceptors are killed and started again by a
/// seeded schedule, and whoever is told a value is told the same one.
enum OneValue: Demonstration {
  static let proposers = (0..<3).map { NodeID($0) }
  static let acceptors = (3..<6).map { NodeID($0) }
  static let quorums = Quorums.majorities(of: acceptors)
  static let schedule = KillSchedule(seed: 7, kills: 7, servers: acceptors, clients: proposers)
  /// The waits grow far beyond a ballot on a slow machine, so that somebody gets through in the end.
  private static let options = ProposerOptions(
    retry: .exponential(from: .milliseconds(20), upTo: .seconds(5), hasJitter: true))

  /// The same system that runs in the simulated world.
  static var roster: Roster { paxosSystem(work: [[], [], []], acceptors: 3).roster }

  static func serve(_ place: ServerPlace) async throws {
    try await place.serve(AcceptorNode<String>())
  }

  static func run() async throws {
    let fleet = try Fleet(of: "7", in: roster)
    defer { fleet.disband() }
    for acceptor in acceptors { try fleet.start(acceptor) }
    let record = ClientRecord()
    for (index, round) in schedule.rounds.enumerated() {
      try await play(round, number: index + 1, fleet, record)
    }
    acceptors.forEach(fleet.kill)
    try judge(fleet, record.history)
  }

  /// New proposers, with the files of those before them, each with a client and a value of its own.
  private static func play(
    _ round: KillSchedule.Round, number: Int, _ fleet: Fleet, _ record: ClientRecord
  ) async throws {
    for acceptor in round.starts { try fleet.start(acceptor) }
    let tally = Tally(open: round.clients.count)
    var runners: [(NodeID, NodeRunner<ProposerNode<String>>)] = []
    for client in round.clients {
      let node = ProposerNode<String>(quorums, options: options)
      runners.append((client, try await fleet.join(node, as: client, hearing: tally.hear)))
    }
    let patience = patience(in: round)
    let asking = runners.map { client, runner in
      Task {
        defer { tally.close() }
        let name = OperationID(client: client, number: number)
        let value = "\(roster.name(of: client).lowercased())\(number)"
        let told = try await record.propose(value, to: runner, as: name, patience: patience)
        return "\(value): \(told ?? "no answer")"
      }
    }
    let kills = try await carryOut(round.kills, tally, fleet)
    var told: [String] = []
    for task in asking { told.append(try await task.value) }
    for (client, runner) in runners { await fleet.leave(client, runner) }
    print("\(number). up \(names(round.up))\(kills); \(told.joined(separator: ", "))")
  }

  /// Where a majority stays up there is an answer, so the wait for it is only bounded to end a run
  /// that is wrong. Without one there may be none, however long the wait.
  private static func patience(in round: KillSchedule.Round) -> Duration {
    quorums.isPhase1(Set(round.survivors)) ? .seconds(60) : .milliseconds(100)
  }

  private static func carryOut(
    _ kills: [KillSchedule.Kill], _ tally: Tally, _ fleet: Fleet
  ) async throws -> String {
    var text = ""
    for kill in kills {
      while tally.heard < kill.answers, tally.open > 0 {
        try await Task.sleep(for: .microseconds(100))
      }
      text += "; \(tally.heard) answers, \(roster.name(of: kill.server)) killed"
      fleet.kill(kill.server)
    }
    return text
  }

  static func names(_ nodes: [NodeID]) -> String {
    nodes.map { roster.name(of: $0) }.joined(separator: " ")
  }
}

// MARK: - When all is over

extension OneValue {
  private static func judge(_ fleet: Fleet, _ history: Proposals) throws {
    try checkWrittenOnce(history)
    let answered = history.completed.compactMap(\.response)
    guard let told = answered.last, history.entries.suffix(proposers.count).allSatisfy({ !$0.isPending })
    else { throw Wrong("with every acceptor up, somebody had no answer for a minute") }
    var votes: [NodeID: [Proposal<String>]] = [:]
    for acceptor in acceptors {
      let log = try fleet.log(of: acceptor, Acceptor<String>.self)
      votes[acceptor] = log.records.compactMap(\.accepted)
      print(describe(log, of: acceptor))
    }
    let chosen = try checkFiles(votes, quorums, told: told)
    print("chosen by the files: \(chosen.map { "\($0)" }.joined(separator: ", "))")
    print(
      "\(answered.count) were told \(told), \(history.pending.count) nothing: "
        + "linearizable as a write-once register")
  }

  private static func describe(
    _ log: StableLog<Acceptor<String>>, of acceptor: NodeID
  ) -> String {
    let last = log.records.last ?? Acceptor()
    return "file of \(roster.name(of: acceptor)): \(log.records.count) records"
      + (log.isTorn ? " and a torn one" : "")
      + ", promised \(last.promised), accepted \(last.accepted.map { "\($0)" } ?? "nothing")"
  }
}

/// How far a round is: the messages that its clients' proposers have heard, and who still waits.
private final class Tally: Sendable {
  private let state: Mutex<(heard: Int, open: Int)>

  init(open: Int) { state = Mutex((0, open)) }

  var heard: Int { state.withLock { $0.heard } }
  var open: Int { state.withLock { $0.open } }

  func hear() { state.withLock { $0.heard += 1 } }
  func close() { state.withLock { $0.open -= 1 } }
}
