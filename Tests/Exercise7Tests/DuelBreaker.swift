// Generated from Chapters/07-paxos.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest a48bd949f05424dd

#sourceLocation(file: "Chapters/07-paxos.md", line: 4998)
import Chapter7
import Exercise7
import ExerciseTesting
import Simulation
import Testing

private typealias Message = PaxosMessage<String>

private let shortest = Duration.milliseconds(1)
private let longest = Duration.seconds(10)

@Suite("7.5 The duel breaker", .exercise) struct DuelBreakerTests {
  private func breaker(_ proposer: Int, longest: Duration = longest)
    -> DuelBreaker
  {
    DuelBreaker(
      proposer: NodeID(proposer), shortest: shortest, longest: longest)
  }

  @Test(
    "the next ballot is the proposer's own, above the one that preempted it")
  func above() throws {
    var random = SplitMix64(seed: 1)
    for proposer in 0..<3 {
      var breaker = breaker(proposer)
      for round in 1...40 {
        for rival in 0..<3 where rival != proposer {
          let other = Ballot(round: round, proposer: NodeID(rival))
          let next = breaker.preempted(by: other, at: .start, random: &random)
          try #require(next.ballot.proposer == NodeID(proposer))
          try #require(next.ballot > other, "\(next.ballot) after \(other)")
        }
      }
    }
  }

  @Test("two that are preempted at the same moments don't wait the same")
  func different() {
    var (one, other) = (breaker(0), breaker(1))
    var (first, second) = (SplitMix64(seed: 1), SplitMix64(seed: 2))
    var apart = 0
    for round in 1...30 {
      let (ballot, now) = (
        Ballot(round: round, proposer: NodeID(7)),
        Instant(.milliseconds(round))
      )
      let wait = one.preempted(by: ballot, at: now, random: &first).wait
      let rival = other.preempted(by: ballot, at: now, random: &second).wait
      if max(wait, rival) > min(wait, rival) * 5 / 4 { apart += 1 }
    }
    #expect(apart > 10, "apart in \(apart) of 30 rounds")
  }

  @Test("no wait is longer than the longest, however often it is preempted")
  func bounded() throws {
    let limit = Duration.milliseconds(300)
    var longest = Duration.zero
    for seed in 0..<20 as Range<UInt64> {
      var breaker = breaker(0, longest: limit)
      var random = SplitMix64(seed: seed)
      for round in 1...200 {
        let next = breaker.preempted(
          by: Ballot(round: round, proposer: NodeID(1)),
          at: Instant(.seconds(round)), random: &random)
        try #require(next.wait >= .zero && next.wait <= limit, "\(next.wait)")
        longest = max(longest, next.wait)
      }
    }
    #expect(longest > .zero, "somebody has to wait")
  }

  @Test("the first wait is no longer than the shortest")
  func first() throws {
    for seed in 0..<20 as Range<UInt64> {
      var breaker = breaker(1)
      var random = SplitMix64(seed: seed)
      let rival = Ballot(round: 1, proposer: NodeID(0))
      let next = breaker.preempted(by: rival, at: .start, random: &random)
      try #require(next.wait <= shortest, "\(next.wait)")
      try #require(next.ballot.proposer == NodeID(1), "\(next.ballot)")
    }
  }

  /// How many ballots a duel may take on average, and how many times as long as
  /// a ballot that nobody disturbs.
  struct Bound {
    var proposers: Int
    /// What a message takes.
    var microseconds: Int
    var ballots: Double
    var times: Double
  }

  @Test(
    "duels end after a bounded number of ballots, without a waste of time",
    arguments: [
      Bound(proposers: 2, microseconds: 200, ballots: 5, times: 3),
      Bound(proposers: 2, microseconds: 5_000, ballots: 14, times: 8),
      Bound(proposers: 2, microseconds: 100_000, ballots: 26, times: 14),
      Bound(proposers: 5, microseconds: 200, ballots: 26, times: 5),
      Bound(proposers: 5, microseconds: 20_000, ballots: 70, times: 12),
    ])
  func duels(bound: Bound) throws {
    var (ballots, nanoseconds) = (0, Int64(0))
    let runs = 100
    for seed in 0..<UInt64(runs) {
      let duel = Duel(
        proposers: bound.proposers,
        pause: .microseconds(bound.microseconds), seed: seed)
      try #require(duel.decided.count == 1, "seed \(seed): \(duel)")
      try #require(duel.undecided == 0, "seed \(seed): \(duel)")
      ballots += duel.ballots
      nanoseconds += duel.firstDecision.nanoseconds
    }
    let mean = Double(ballots) / Double(runs)
    #expect(mean <= bound.ballots, "\(mean) ballots a duel")
    let alone = Double(6 * bound.microseconds * 1_000 * runs)
    let times = Double(nanoseconds) / alone
    #expect(times <= bound.times, "\(times) times as long as alone")
  }

  @Test("a rival that is dead holds nobody up", arguments: [1, 2, 3])
  func dead(proposers: Int) throws {
    for seed in 0..<40 as Range<UInt64> {
      let duel = Duel(
        proposers: proposers, pause: .milliseconds(2), seed: seed,
        hasGhost: true)
      try #require(duel.undecided == 0, "seed \(seed): \(duel)")
      try #require(
        duel.foreignBallots == 0, "seed \(seed): a ballot of another proposer")
      try #require(
        duel.firstDecision < Instant(.milliseconds(400)), "seed \(seed)")
    }
  }

  @Test("on links that delay some messages for long, all decide the same")
  func agreement() throws {
    for seed in 0..<100 as Range<UInt64> {
      let duel = Duel(
        proposers: 3, pause: .milliseconds(2), seed: seed, hasHeavyTail: true)
      try #require(duel.decided.count == 1, "seed \(seed): \(duel)")
      try #require(duel.undecided == 0, "seed \(seed): \(duel)")
    }
  }
}

/// What became of a run in which proposers get in each other's way.
private struct Duel {
  var decided: Set<String> = []
  var undecided = 0
  var ballots = 0
  /// Ballots begun in the name of another proposer.
  var foreignBallots = 0
  var firstDecision = Instant.distantFuture

  /// What a message takes is `pause` exactly, or in some way at least. A
  /// proposer takes two of it from the promises to its proposal, and each begins
  /// three after the one before: so the prepare of one always comes before the
  /// accept of the other, if nobody waits.
  init(
    proposers: Int, pause: Duration, seed: UInt64, hasHeavyTail: Bool = false,
    hasGhost: Bool = false
  ) {
    var system = System<Message>()
    system.links.standard = Link(
      delay: hasHeavyTail ? .heavyTail(atLeast: pause) : .constant(pause),
      isFIFO: true)
    let acceptors = (0..<3).map { system.add("a\($0)", Voter()) }
    if hasGhost { system.add("ghost", Ghost(acceptors: acceptors)) }
    let nodes = (0..<proposers).map { index in
      system.add(
        "p\(index)", Duellist(acceptors, work: pause * 2),
        work: .scheduled([(pause * (3 * index), "value of \(index)")]))
    }
    let world = World(system, seed: seed, isTracing: false)
    world.run(for: .seconds(120), events: 20_000)
    for node in nodes.map({ world[$0, as: Duellist.self] }) {
      ballots += node.ballots
      foreignBallots += node.foreignBallots
      firstDecision = min(firstDecision, node.decidedAt)
      if let value = node.decision {
        decided.insert(value)
      } else {
        undecided += 1
      }
    }
  }
}

/// The chapter's proposer, which begins again when the breaker says so.
private struct Duellist: Node {
  typealias Message = PaxosMessage<String>
  typealias Operation = String

  enum Timer: Hashable, Sendable { case nextAttempt, proposalIsReady }

  /// What it takes to make a proposal out of promises.
  private let work: Duration
  private var proposal: Proposal<String>?
  private var proposer: Proposer<String>
  private var breaker: DuelBreaker?
  private var next: Ballot?
  private var own = ""
  private(set) var ballots = 0
  private(set) var foreignBallots = 0
  private(set) var decision: String?
  private(set) var decidedAt = Instant.distantFuture

  init(_ acceptors: [NodeID], work: Duration) {
    proposer = Proposer(.majorities(of: acceptors))
    self.work = work
  }

  mutating func invoke(
    _ value: String, as id: OperationID, _ context: inout Context<Self>
  ) {
    own = value
    breaker = DuelBreaker(
      proposer: context.id, shortest: shortest, longest: longest)
    begin(Ballot(round: 1, proposer: context.id), &context)
  }

  private mutating func begin(_ ballot: Ballot, _ context: inout Context<Self>)
  {
    (next, ballots) = (nil, ballots + 1)
    if ballot.proposer != context.id { foreignBallots += 1 }
    let before = Ballot(round: ballot.round - 1, proposer: ballot.proposer)
    proposer = Proposer(proposer.quorums, after: before)
    _ = proposer.start(own, as: ballot.proposer)
    context.broadcast(.prepare(ballot), to: proposer.quorums.acceptors)
  }

  mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    switch message {
    case .promise(let promise):
      proposal = proposer.receive(promise, from: sender) ?? proposal
      if proposal != nil { context.set(.proposalIsReady, after: work) }
    case .accepted(let proposal):
      if let value = proposer.receive(proposal, from: sender) {
        (decision, decidedAt) = (value, context.now)
        context.cancel(.nextAttempt)
      }
    case .refused(proposer.ballot, let promised):
      preempted(by: promised, &context)
    default: return
    }
  }

  private mutating func preempted(
    by ballot: Ballot, _ context: inout Context<Self>
  ) {
    guard next == nil, decision == nil else { return }
    let now = context.now
    let attempt = breaker?.preempted(
      by: ballot, at: now, random: &context.random)
    next = attempt?.ballot
    if let attempt {
      context.set(.nextAttempt, after: max(.zero, attempt.wait))
    }
  }

  mutating func fire(_ timer: Timer, _ context: inout Context<Self>) {
    switch timer {
    case .nextAttempt: if let next, decision == nil { begin(next, &context) }
    case .proposalIsReady:
      guard let proposal, proposal.ballot == proposer.ballot else { return }
      context.broadcast(.accept(proposal), to: proposer.quorums.acceptors)
      self.proposal = nil
    }
  }
}

/// Prepares a ballot in a high round, and is never heard of again.
private struct Ghost: Node {
  typealias Message = PaxosMessage<String>

  let acceptors: [NodeID]

  mutating func start(_ context: inout Context<Self>) {
    context.broadcast(
      .prepare(Ballot(round: 4, proposer: context.id)), to: acceptors)
  }
}

/// The chapter's acceptor as a node. It doesn't crash.
private struct Voter: Node {
  typealias Message = PaxosMessage<String>

  private var acceptor = Acceptor<String>()

  mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    switch message {
    case .prepare(let ballot):
      let promise = acceptor.prepare(ballot).map { Message.promise($0) }
      context.send(
        promise ?? .refused(ballot, promised: acceptor.promised), to: sender)
    case .accept(let proposal):
      let isAccepted = acceptor.accept(proposal)
      context.send(
        isAccepted
          ? .accepted(proposal)
          : .refused(proposal.ballot, promised: acceptor.promised), to: sender)
    default: return
    }
  }
}
#sourceLocation()
