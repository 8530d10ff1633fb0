// Generated from Chapters/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 191c4899d4f96110

#sourceLocation(file: "Chapters/06-consistency.md", line: 4351)
import Chapter6
import Exercise6
import ExerciseTesting
import Simulation
import Testing

@Suite("6.3 Session guarantees", .exercise) struct SessionGuaranteesTests {
  /// The guarantees that a trace breaks; each witness is checked.
  private func broken(
    _ trace: [SessionEvent], at location: SourceLocation = #_sourceLocation
  ) -> Set<SessionPromise> {
    var broken: Set<SessionPromise> = []
    for guarantee in SessionPromise.allCases {
      guard let witness = violation(of: guarantee, in: trace) else { continue }
      broken.insert(guarantee)
      let isTrue = Definition(trace: trace).isWitness(witness, of: guarantee)
      #expect(
        isTrue, "\(witness) is no witness against \(guarantee)",
        sourceLocation: location)
    }
    return broken
  }

  @Test("a read without one's own earlier write breaks read your writes alone")
  func readYourWrites() {
    #expect(broken(trace("0w1x 0r:x")) == [.readYourWrites])
    #expect(broken(trace("0w1x 0w2y 0r1:y")) == [.readYourWrites])
    #expect(broken(trace("0w1x 0r:y")) == [.readYourWrites])
    let gap = trace("0w1x 0w2y 0r2:y")
    #expect(broken(gap) == [.readYourWrites, .monotonicWrites])
    #expect(broken(trace("0w1x 0r1:x 0r1:y")) == [])
  }

  @Test("another session's write may be missing")
  func othersWrites() {
    #expect(broken(trace("0w1x 1r:x 1w2x 1r2:x")) == [])
    #expect(broken(trace("0w1x 1r:x 1w2x 1r1:x")) == [.readYourWrites])
  }

  @Test(
    "a read that loses what an earlier one saw breaks monotonic reads alone"
  )
  func monotonicReads() {
    #expect(broken(trace("0w1x 1r1:x 1r:x")) == [.monotonicReads])
    #expect(broken(trace("0w1x 1r1:x 2r:x")) == [])
    #expect(broken(trace("0w1x 1w2x 2r1,2:x 2r2:x")) == [.monotonicReads])
  }

  @Test("the next read keeps up with all earlier ones, not only with the last")
  func allEarlierReads() {
    let apart = trace("0w1x 1w2x 2r1:x 2r1,2:y 2r2:y")
    #expect(broken(apart) == [.monotonicReads])
    let other = trace("0w1x 1w2y 2r1:x 2r1,2:y 2r1,2:x 2r1:x")
    #expect(broken(other) == [.monotonicReads])
  }

  @Test("writes to other keys don't matter to a read")
  func otherKeys() {
    #expect(broken(trace("0w1x 1w2y 2r1,2:x 2r1:x")) == [])
    #expect(broken(trace("0w1x 1w2y 2r1,2:x 2r2:x")) == [.monotonicReads])
    #expect(broken(trace("0w1x 1r1:y 1w2y 2r2:y")) == [])
  }

  @Test(
    "writes out of their session's order break monotonic writes alone"
  )
  func monotonicWrites() {
    #expect(broken(trace("0w1x 0w2y 1r2:y")) == [.monotonicWrites])
    #expect(broken(trace("0w1x 0w2y 1r2,1:y")) == [.monotonicWrites])
    #expect(broken(trace("0w1x 0w2y 1r1:y")) == [])
    #expect(broken(trace("0w1x 1w2y 2r2,1:y")) == [])
  }

  @Test("a session's own order counts, not its servers' clocks")
  func clocks() {
    #expect(broken(trace("0w1x@9 0w2y@3 1r1,2:y@4")) == [])
    #expect(broken(trace("0w1x@9 0w2y@3 1r2,1:y@4")) == [.monotonicWrites])
  }

  @Test("an answer without its question breaks writes follow reads alone")
  func writesFollowReads() {
    let answer = "0w1x 1r1:x 1w2y "
    #expect(broken(trace(answer + "2r2:y")) == [.writesFollowReads])
    #expect(broken(trace(answer + "2r2,1:y")) == [.writesFollowReads])
    #expect(broken(trace(answer + "2r1,2:y 3r1:y")) == [])
  }

  @Test(
    "a write follows every read before it, and what a later one has lost, too")
  func lostMeanwhile() {
    let lost = trace("0w1x 1r1:x 1r:x 1w2y 2r2:y")
    #expect(broken(lost) == [.monotonicReads, .writesFollowReads])
  }

  @Test("a write follows what was read, not what could have been")
  func versionRead() {
    #expect(broken(trace("0w1x 2w2x 1r1:x 1w3y 3r1,3:y")) == [])
    let older = trace("0w1x 2w2x 1r1:x 1w3y 3r2,3:y")
    #expect(broken(older) == [.writesFollowReads])
  }

  @Test("a write follows only the reads before it")
  func readAfterwards() {
    #expect(broken(trace("0w1x 1w2y 1r2,1:x 2r2:y")) == [])
    #expect(broken(trace("0w1x 1r1:x 1w2y 2r2:y")) == [.writesFollowReads])
  }

  @Test("random traces are judged as the definitions say")
  func random() throws {
    var counts: [SessionPromise: Int] = [:]
    for seed in 0..<400 as Range<UInt64> {
      let trace = Servers.trace(seed: seed)
      for guarantee in SessionPromise.allCases {
        let definition = Definition(trace: trace)
        let expected = definition.firstRead(breaking: guarantee)
        let found = violation(of: guarantee, in: trace)
        try #require(found?.read == expected, "\(guarantee), seed \(seed)")
        if let found {
          counts[guarantee, default: 0] += 1
          try #require(definition.isWitness(found, of: guarantee))
        }
      }
    }
    #expect(counts.count == 4 && counts.values.allSatisfy { $0 < 400 })
  }
}

/// `0w1x` session 0 writes number 1 to x, `2r1,2:x` session 2 reads x where 1
/// and 2 have been applied; `@9` is the clock, else all clocks show the index.
private func trace(_ text: String) -> [SessionEvent] {
  text.split(separator: " ").enumerated().map { index, word in
    let parts = word.split(separator: "@")
    let body = parts[0].dropFirst(2).dropLast().filter { $0 != ":" }
    let numbers = body.split(separator: ",").compactMap { Int($0) }
    let isWrite = parts[0].dropFirst().first == "w"
    return SessionEvent(
      session: Int(parts[0].prefix(1)) ?? 0,
      key: String(parts[0].suffix(1)),
      action: isWrite ? .write(numbers[0]) : .read(applied: numbers),
      wallClock: parts.count > 1 ? Int(parts[1]) ?? 0 : index)
  }
}

/// The guarantees as Terry and others define them, pair by pair.
private struct Definition {
  let trace: [SessionEvent]

  func firstRead(breaking guarantee: SessionPromise) -> Int? {
    trace.indices.first { read in
      writes.contains {
        isWitness(SessionWitness(read: read, write: $0), of: guarantee)
      }
    }
  }

  func isWitness(
    _ witness: SessionWitness, of guarantee: SessionPromise
  ) -> Bool {
    guard trace.indices.contains(witness.read),
      case .read(let applied) = trace[witness.read].action
    else { return false }
    if guarantee == .readYourWrites || guarantee == .monotonicReads {
      return !applied.contains(witness.write)
        && isNeeded(witness.write, before: witness.read, guarantee)
    }
    return applied.enumerated().contains { place, later in
      trace.indices.contains {
        trace[$0].action == .write(later)
          && isNeeded(witness.write, before: $0, guarantee)
      } && !applied[..<place].contains(witness.write)
    }
  }

  private func isNeeded(
    _ write: Int, before index: Int, _ guarantee: SessionPromise
  ) -> Bool {
    let isAboutReads =
      guarantee == .monotonicReads || guarantee == .writesFollowReads
    return trace[..<index].contains { earlier in
      guard earlier.session == trace[index].session else { return false }
      guard case .read(let applied) = earlier.action else {
        return !isAboutReads && earlier.action == .write(write)
      }
      return isAboutReads && applied.contains(write)
        && trace.contains {
          $0.action == .write(write) && $0.key == earlier.key
        }
    }
  }

  private var writes: [Int] {
    trace.compactMap {
      if case .write(let write) = $0.action { write } else { nil }
    }
  }
}

/// Three servers that pass on single writes in any order, and three sessions
/// that ask any of them.
private enum Servers {
  static func trace(seed: UInt64) -> [SessionEvent] {
    var random = SplitMix64(seed: seed)
    func pick(_ count: Int) -> Int { Int(random.next(below: UInt64(count))) }
    var applied: [[Int]] = [[], [], []]
    var trace: [SessionEvent] = []
    for number in 1...(6 + Int(seed % 6)) {
      let server = pick(3)
      let isWrite = pick(2) == 0
      if isWrite { applied[server].append(number) }
      trace.append(
        SessionEvent(
          session: pick(3), key: ["x", "y"][pick(2)],
          action: isWrite ? .write(number) : .read(applied: applied[server]),
          wallClock: pick(20)))
      for _ in 0..<3 {
        let (from, to) = (pick(3), pick(3))
        let news = applied[from].filter { !applied[to].contains($0) }
        let isInOrder = pick(4) > 0
        if let write = isInOrder ? news.first : news.last {
          applied[to].append(write)
        }
      }
    }
    return trace
  }
}
#sourceLocation()
