// Generated from Chapters/01-introduction.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest b7223e5c0da6b834

#sourceLocation(file: "Chapters/01-introduction.md", line: 2830)
import Chapter1
import Exercise1
import ExerciseTesting
import Testing

@Suite("1.4 An eventually perfect detector", .exercise) struct DetectorTests {
  /// The changes of a run in which each peer is heard at the times given.
  private func run(
    _ detector: inout Detector, until end: Int, heard: [Int: Set<Int>]
  ) -> [(time: Int, change: DetectorChange)] {
    var changes: [(Int, DetectorChange)] = []
    for time in 1...end {
      for (peer, times) in heard.sorted(by: { $0.key < $1.key })
      where times.contains(time) {
        detector.heartbeat(from: peer, at: time)
      }
      changes += detector.tick(at: time).map { (time, $0) }
    }
    return changes
  }

  /// Heartbeats with pauses of 1 to `longest` between them.
  private func heartbeats(
    until end: Int, longest: Int, seed: UInt64
  ) -> Set<Int> {
    var generator = Generator(seed: seed)
    var (time, times) = (0, Set<Int>())
    while time < end {
      time += generator.number(in: 1...longest)
      times.insert(time)
    }
    return times
  }

  private func isSuspicion(_ change: DetectorChange) -> Bool {
    if case .suspects = change { true } else { false }
  }

  @Test("a peer that is heard in time is never suspected") func regular() {
    var detector = Detector(node: 0, peers: [1, 2], timeout: 10)
    let beats = Set(stride(from: 10, through: 1_000, by: 10))
    #expect(run(&detector, until: 1_000, heard: [1: beats, 2: beats]).isEmpty)
    #expect(detector.suspected == [])
    _ = detector.tick(at: 1_011)
    #expect(detector.suspected == [1, 2], "eleven ticks after the last beat")
  }

  @Test("a silent peer is suspected once the timeout is over, and forever")
  func completeness() {
    var detector = Detector(node: 0, peers: [1, 2], timeout: 10)
    let beats = Set(1...5_000)
    let changes = run(
      &detector, until: 5_000, heard: [1: Set(1...100), 2: beats])
    #expect(changes.map(\.change) == [.suspects(1)])
    #expect(changes.first?.time == 111)
    #expect(detector.suspected == [1])
  }

  @Test("a peer that is never heard at all is suspected") func neverHeard() {
    var detector = Detector(node: 0, peers: [1], timeout: 10)
    let changes = run(&detector, until: 100, heard: [:])
    #expect(changes.map(\.change) == [.suspects(1)])
    #expect(changes.first?.time == 11)
  }

  @Test("a suspicion is taken back when the peer is heard") func takesBack() {
    var detector = Detector(node: 0, peers: [1], timeout: 10)
    let changes = run(&detector, until: 40, heard: [1: [5, 30, 35, 40]])
    #expect(changes.map(\.change) == [.suspects(1), .trusts(1)])
    #expect(changes.map(\.time) == [16, 30])
    #expect(detector.suspected == [])
  }
}

extension DetectorTests {
  @Test("mistakes come to an end though nobody knows the longest silence",
    arguments: [20, 100, 400], UInt64(1)...3)
  func eventualAccuracy(longest: Int, seed: UInt64) {
    var detector = Detector(node: 0, peers: [1, 2], timeout: 5)
    let heard = [
      1: heartbeats(until: 60_000, longest: longest, seed: seed),
      2: heartbeats(until: 60_000, longest: longest, seed: seed + 10),
    ]
    let suspicions = run(&detector, until: 60_000, heard: heard)
      .filter { isSuspicion($0.change) }
    #expect(!suspicions.isEmpty, "a timeout of 5 is too short at first")
    let isRightAtLast = suspicions.allSatisfy { $0.time < 30_000 }
    #expect(isRightAtLast, "still wrong after half the run")
  }

  @Test("a crash after a long quiet run is found in time",
    arguments: UInt64(1)...5)
  func detectionTime(seed: UInt64) {
    var detector = Detector(node: 0, peers: [1], timeout: 5)
    let beats = heartbeats(until: 20_000, longest: 50, seed: seed)
    let last = beats.max() ?? 0
    let changes = run(&detector, until: last + 1_000, heard: [1: beats])
    #expect(changes.last?.change == .suspects(1))
    #expect((changes.last?.time ?? 0) - last <= 201)
    #expect(detector.suspected == [1])
  }

  @Test("peers are told apart: the silence of one isn't broken by another")
  func apart() {
    var detector = Detector(node: 0, peers: [3, 1, 2], timeout: 10)
    let changes = run(&detector, until: 50, heard: [2: Set(1...50)])
    #expect(changes.map(\.change) == [.suspects(1), .suspects(3)])
    #expect(detector.suspected == [1, 3])
  }

  @Test("a late peer costs its own timeout, not the others'")
  func ownTimeouts() {
    var detector = Detector(node: 0, peers: [1, 2], timeout: 10)
    let late = Set(stride(from: 100, through: 1_000, by: 100))
    let changes = run(
      &detector, until: 1_300, heard: [1: late, 2: Set(1...1_000)])
    let ofTwo = changes.filter {
      [.suspects(2), .trusts(2)].contains($0.change)
    }
    #expect(ofTwo.map(\.time) == [1_011])
  }

  @Test("a node doesn't suspect itself, nor strangers") func itself() {
    var detector = Detector(node: 1, peers: [1, 2], timeout: 10)
    detector.heartbeat(from: 99, at: 0)
    let changes = run(&detector, until: 100, heard: [:])
    #expect(changes.map(\.change) == [.suspects(2)])
    #expect(detector.suspected == [2])
  }
}
#sourceLocation()
