internal import Chapter2
internal import Chapter7
internal import Histories
internal import RealNodes
internal import Simulation

/// Chapter 7: proposers compete for one value while acceptors are killed and started again by a
/// seeded schedule, and whoever is told a value is told the same one.
@main enum OneValue: Demonstration {
  typealias Proposals = History<ConsensusOperation<String>, String>
  typealias Record = ClientRecord<ConsensusOperation<String>, String>

  static let proposers = (0..<3).map { NodeID($0) }
  static let acceptors = (3..<6).map { NodeID($0) }
  static let quorums = Quorums.majorities(of: acceptors)
  static let schedule = KillSchedule(seed: 7, storm: 7, servers: acceptors, clients: proposers)

  /// The same system that runs in the simulated world.
  static let roster = paxosSystem(work: [[], [], []], acceptors: 3).roster

  /// The waits grow far beyond a ballot on a slow machine, so that somebody gets through in the end.
  private static let options = ProposerOptions(
    retry: .exponential(from: .milliseconds(20), upTo: .seconds(5), hasJitter: true))

  static func serve(_ place: ServerPlace) async throws {
    try await place.serve(AcceptorNode<String>(), codec: .compact)
  }

  static func run(_ fleet: Fleet) async throws {
    for acceptor in acceptors { try await fleet.start(acceptor) }
    print("acceptors 1 2 3: a process and a file each. kill 2 at 3: after 3 answers of the round")
    let record = Record()
    for (index, round) in schedule.rounds.enumerated() {
      print("\(index + 1).", terminator: "")
      try await play(round, number: index + 1, fleet, record)
    }
    acceptors.forEach(fleet.kill)
    try judge(record.history, fleet)
  }
}

// MARK: - A round

extension OneValue {
  /// New proposers, with the files of those before them, each with a client and a value of its own.
  private static func play(
    _ round: KillSchedule.Round, number: Int, _ fleet: Fleet, _ record: Record
  ) async throws {
    let tally = Tally(open: round.clients.count)
    for event in round.events where event.answers == 0 { try await carryOut(event, fleet) }
    var runners: [(NodeID, NodeRunner<ProposerNode<String>>)] = []
    for client in round.clients {
      let node = ProposerNode<String>(quorums, options: options)
      let runner = try await fleet.join(
        node, as: client, codec: .compact, hearing: tally.hear)
      runners.append((client, runner))
    }
    let asking = runners.map { client, runner in
      ask(runner, client, number, patience(in: round), tally, record)
    }
    for event in round.events where event.answers > 0 {
      await tally.reach(event.answers)
      try await carryOut(event, fleet, at: tally.heard)
    }
    var told: [String] = []
    for task in asking { told.append(try await task.value) }
    for client in round.clients { try await fleet.leave(client) }
    let up = round.survivors.map(roster.name).joined(separator: " ")
    print(" up: \(up); \(told.joined(separator: ", "))")
  }

  /// One client's part in a round, and how it is told.
  private static func ask(
    _ runner: NodeRunner<ProposerNode<String>>, _ client: NodeID, _ number: Int,
    _ patience: Duration, _ tally: Tally, _ record: Record
  ) -> Task<String, any Error> {
    Task {
      defer { tally.close() }
      let value = "\(roster.name(of: client).lowercased())\(number)"
      let name = OperationID(client: client, number: number)
      let told = try await record.perform(
        .propose(value), by: runner, as: name, patience: patience)
      return "\(value) → \(told ?? "no answer")"
    }
  }

  private static func carryOut(
    _ event: KillSchedule.Event, _ fleet: Fleet, at answers: Int? = nil
  ) async throws {
    if event.isStart {
      try await fleet.start(event.server)
    } else {
      fleet.kill(event.server)
    }
    let name = roster.name(of: event.server)
    let place = answers.map { " at \($0)" } ?? ""
    print(" \(event.isStart ? "start" : "kill") \(name)\(place),", terminator: "")
  }

  /// Where a majority is up in the end there is an answer, and the wait for it is bounded only so that
  /// a run that is wrong ends. Elsewhere there may be none, however long one waits.
  private static func patience(in round: KillSchedule.Round) -> Duration {
    quorums.isPhase1(Set(round.survivors)) ? .seconds(60) : .milliseconds(100)
  }
}

// MARK: - When all is over

extension OneValue {
  private static func judge(_ history: Proposals, _ fleet: Fleet) throws {
    try checkWrittenOnce(history)
    guard let last = history.entries.last?.response,
      history.entries.suffix(proposers.count).allSatisfy({ !$0.isPending })
    else { throw Wrong("with every acceptor up, somebody had no answer for a minute") }
    var votes: [NodeID: [Proposal<String>]] = [:]
    for acceptor in acceptors {
      let log = try fleet.log(of: acceptor, codec: Codec<Acceptor<String>>.compact)
      votes[acceptor] = log.records.compactMap(\.accepted)
      print(describe(log, of: acceptor))
    }
    let chosen = try checkFiles(votes, quorums, told: last)
    print("by the files, a majority accepted in \(chosen.count) ballots, always \(last)")
    print(
      "\(history.completed.count) proposals were answered with \(last), "
        + "\(history.pending.count) not answered: linearizable as a write-once register")
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
