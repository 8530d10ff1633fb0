// Generated from Chapters/12-gfs.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 420b30a14c5fd227

#sourceLocation(file: "Chapters/12-gfs.md", line: 4097)
import Chapter12
import Exercise12
import ExerciseTesting
import Simulation
import Testing

@Suite("12.2 Leases and versions", .exercise) struct LeaseMasterTests {
  private let chunk = ChunkHandle(7)

  /// A master with three replicas at version 0.
  private func master() -> LeaseMaster {
    var master = LeaseMaster(term: 60)
    for server in 1...3 {
      _ = master.report(chunk, Version(0), by: server)
    }
    return master
  }

  /// Version 1 is granted to all three at time 10.
  private func granted() -> LeaseMaster {
    var master = master()
    _ = master.request(chunk, now: 9)
    for server in 1...3 {
      _ = master.advanced(chunk, Version(1), by: server, now: 10)
    }
    return master
  }

  @Test("a lease is asked for, logged, and only then given")
  func steps() {
    var master = master()
    #expect(master.listed(chunk) == [1, 2, 3])
    #expect(
      master.request(chunk, now: 9) == [
        .log(.issued(chunk, Version(1))),
        .advance(chunk, Version(1), to: [1, 2, 3]),
      ])
    #expect(master.advanced(chunk, Version(1), by: 3, now: 9) == [])
    #expect(master.advanced(chunk, Version(1), by: 1, now: 9) == [])
    #expect(
      master.advanced(chunk, Version(1), by: 2, now: 10) == [
        .log(.granted(chunk, Version(1))),
        .lease(chunk, Version(1), to: 1, until: 70),
      ])
  }

  @Test("while a lease is asked for or held there is no other, then there is")
  func exclusive() {
    var master = master()
    #expect(master.request(chunk, now: 1).count == 2)
    #expect(master.request(chunk, now: 2) == [], "it's being asked for")
    master = granted()
    #expect(master.request(chunk, now: 69) == [], "it's held before 70")
    #expect(
      master.request(chunk, now: 70) == [
        .log(.issued(chunk, Version(2))),
        .advance(chunk, Version(2), to: [1, 2, 3]),
      ])
  }

  @Test("who doesn't answer is left out, under a new number")
  func silent() {
    var master = granted()
    #expect(master.request(chunk, now: 70).count == 2)
    _ = master.advanced(chunk, Version(2), by: 1, now: 71)
    _ = master.advanced(chunk, Version(2), by: 3, now: 71)
    #expect(
      master.patienceEnds(chunk, now: 75) == [
        .log(.issued(chunk, Version(3))),
        .advance(chunk, Version(3), to: [1, 3]),
      ])
    for server in 1...3 {
      #expect(
        master.advanced(chunk, Version(2), by: server, now: 76) == [],
        "\(server) answers the older question")
    }
    _ = master.advanced(chunk, Version(3), by: 3, now: 77)
    #expect(
      master.advanced(chunk, Version(3), by: 1, now: 77) == [
        .log(.granted(chunk, Version(3))),
        .lease(chunk, Version(3), to: 1, until: 137),
      ])
    #expect(master.listed(chunk) == [1, 3])
    #expect(
      master.report(chunk, Version(2), by: 2) == [.discard(chunk, on: 2)])
    #expect(master.listed(chunk) == [1, 3], "2 has missed a grant")
  }

  @Test("if no one answers, the next request begins again")
  func nobody() {
    var master = master()
    #expect(master.request(chunk, now: 1).count == 2)
    #expect(master.patienceEnds(chunk, now: 5) == [])
    #expect(
      master.request(chunk, now: 6) == [
        .log(.issued(chunk, Version(2))),
        .advance(chunk, Version(2), to: [1, 2, 3]),
      ])
  }

  @Test("patience that ends when nothing is asked means nothing")
  func latePatience() {
    var master = granted()
    #expect(master.patienceEnds(chunk, now: 20) == [])
    #expect(master.request(chunk, now: 21) == [], "the lease is still held")
    #expect(master.request(chunk, now: 70).count == 2)
  }

  @Test("after a restart nothing is granted for a term, and then it is")
  func restart() {
    let log: [LeaseRecord] = [
      .issued(chunk, Version(1)), .granted(chunk, Version(1)),
      .issued(chunk, Version(2)),
    ]
    var master = LeaseMaster(term: 60, recovering: log, now: 100)
    #expect(master.listed(chunk) == [], "nothing has reported yet")
    #expect(
      master.report(chunk, Version(0), by: 1) == [.discard(chunk, on: 1)])
    #expect(master.report(chunk, Version(1), by: 2) == [])
    #expect(master.request(chunk, now: 159) == [], "an old lease may be held")
    #expect(
      master.request(chunk, now: 160) == [
        .log(.issued(chunk, Version(3))),
        .advance(chunk, Version(3), to: [2]),
      ])
  }

  @Test("a version above the granted one isn't stale")
  func above() {
    let log: [LeaseRecord] = [
      .issued(chunk, Version(1)), .granted(chunk, Version(1)),
      .issued(chunk, Version(2)),
    ]
    var master = LeaseMaster(term: 60, recovering: log, now: 100)
    #expect(master.report(chunk, Version(2), by: 3) == [])
    #expect(master.report(chunk, Version(1), by: 1) == [])
    #expect(master.listed(chunk) == [1, 3])
  }

  @Test("a replica that reports less than before is listed no longer")
  func less() {
    var master = granted()
    #expect(
      master.report(chunk, Version(0), by: 1) == [.discard(chunk, on: 1)])
    #expect(master.listed(chunk) == [2, 3])
  }

  @Test("each chunk has leases and numbers of its own")
  func apart() {
    var master = granted()
    let other = ChunkHandle(8)
    #expect(master.request(other, now: 20) == [], "nobody holds it")
    _ = master.report(other, Version(0), by: 2)
    #expect(
      master.request(other, now: 20) == [
        .log(.issued(other, Version(1))),
        .advance(other, Version(1), to: [2]),
      ])
  }

  @Test(
    "whatever happens, leases don't overlap and numbers aren't used twice",
    arguments: 0..<100)
  func chaos(seed: UInt64) {
    var adversary = LeaseAdversary(seed: seed)
    adversary.run()
    #expect(adversary.problem == nil, "seed \(seed)")
    #expect(adversary.leases > 2, "seed \(seed): leases must go on")
  }
}

/// Servers that answer or don't, and a master that restarts.
private struct LeaseAdversary {
  let chunk = ChunkHandle(1)
  var master = LeaseMaster(term: 60)
  var random: SplitMix64
  var log: [LeaseRecord] = []
  var versions = [1: Version(0), 2: Version(0), 3: Version(0)]
  var questions: [(server: Int, version: Version)] = []
  var now = 0
  var end = 0
  var leases = 0
  var problem: String?

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  mutating func run() {
    report()
    for _ in 0..<400 where problem == nil {
      now += 1 + Int(random.next(below: 8))
      switch random.next(below: 60) {
      case 0: restart()
      case 1...8: perform(master.patienceEnds(chunk, now: now))
      case 9...25: perform(master.request(chunk, now: now))
      default: answer()
      }
    }
  }

  private mutating func restart() {
    master = LeaseMaster(term: 60, recovering: log, now: now)
    report()
  }

  private mutating func report() {
    for server in 1...3 {
      perform(master.report(chunk, versions[server] ?? Version(0), by: server))
    }
  }

  private mutating func answer() {
    guard !questions.isEmpty else { return }
    let next = Int(random.next(below: UInt64(questions.count)))
    let (server, version) = questions.remove(at: next)
    if versions[server] ?? Version(0) < version { versions[server] = version }
    // Some answers get lost.
    if random.nextBool(probability: 0.1) { return }
    perform(master.advanced(chunk, version, by: server, now: now))
  }

  private mutating func perform(_ actions: [LeaseAction]) {
    for action in actions {
      switch action {
      case .log(let record):
        if case .issued = record, log.contains(record) {
          problem = "\(record) for the second time"
        }
        log.append(record)
      case .advance(_, let version, let servers):
        if !log.contains(.issued(chunk, version)) {
          problem = "\(version) is asked for and not logged"
        }
        questions += servers.map { ($0, version) }
      case .lease(_, let version, let server, let until):
        if now < end { problem = "\(server) at \(now), another until \(end)" }
        if !log.contains(.granted(chunk, version)) {
          problem = "\(version) is leased and not logged"
        }
        (end, leases) = (until, leases + 1)
      case .discard(_, let server):
        let granted = log.last { if case .granted = $0 { true } else { false } }
        guard case .granted(_, let version)? = granted,
          versions[server] ?? Version(0) < version
        else { return problem = "\(server) isn't stale" }
      }
    }
  }
}
#sourceLocation()
