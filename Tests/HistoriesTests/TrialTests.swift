import HistoryOracle
import Simulation
import Testing

@testable import Histories

@Suite("One key's cost and another's verdict") struct TrialTests {
  /// Appends of one letter by many clients at once, and a read of what they can't have made: refuting
  /// this takes more states than any limit here.
  private func hard(_ key: String, clients: Int = 14) -> String {
    let letters = (0..<clients).map { "abc".dropFirst($0 % 3).prefix(1) }
    let appends = letters.enumerated().map { "\(key)\($0) invoke append \(key) \($1)\n" }.joined()
    return appends + "\(key) invoke get \(key)\n\(key) ok abcabcabcabcd\n"
  }

  private func easy(_ key: String, _ found: String) -> String {
    "\(key) invoke put \(key) a\n\(key) ok\n\(key) invoke put \(key) a\n\(key) ok\n"
      + "\(key) invoke get \(key)\n\(key) ok \(found)\n"
  }

  private func verdict(_ text: String, limit: Int) throws -> StoreHistory.OrderVerdict {
    try history(text, of: KeyValueStore.self)
      .linearizability(of: KeyValueStore(), limit: .states(limit))
  }

  @Test("a hard key before it doesn't hide that a key is wrong")
  func stopsAtTheFirstRejection() throws {
    for text in [hard("h") + easy("w", "b"), easy("a", "b") + hard("h")] {
      guard case .rejected(let why) = try verdict(text, limit: 10_000) else {
        Issue.record("not rejected: \(text)")
        continue
      }
      #expect(why.core.entries.allSatisfy { $0.operation.key != "h" })
    }
  }

  @Test("a hard key alone is unknown, and so is one among keys that are right")
  func unknown() throws {
    for text in [hard("h"), hard("h") + easy("w", "a")] {
      guard case .unknown(let exhaustion) = try verdict(text, limit: 10_000) else {
        Issue.record("judged: \(text)")
        continue
      }
      #expect(exhaustion.states == 10_000)
    }
  }

  @Test("several hard keys share what there is: none of them uses up all of it")
  func shares() throws {
    // Enough for the small one only if the large one leaves it its half.
    let small = hard("s", clients: 6).replacing("abcabcabcabcd", with: "abd")
    var needed = 1
    while case .unknown = try verdict(small, limit: needed) { needed += 1 }
    #expect(needed > 10)
    #expect(try verdict(hard("a") + small, limit: 2 * needed).isRejected)
    #expect(try verdict(small + hard("z"), limit: 2 * needed).isRejected)
  }
}

@Suite("Pending calls") struct PendingTests {
  private func accepts(_ calls: [Call], _ outcomes: Outcomes, patience: Int) -> Bool {
    var search = RealTimeSearch<UInt64>(Timeline(calls), outcomes, patience: patience)
    if case .found = search.run(limit: .max) { return true }
    return false
  }

  @Test("what pending calls can do for each other changes no verdict on any small history")
  func capabilities() throws {
    let alphabet = try Alphabet(withTimeouts)
    var histories = 0
    var accepted = 0
    for count in 1...5 {
      Enumeration.histories(of: count, alphabet.symbols) { history in
        guard histories < 100_000 else { return }
        let calls = alphabet.calls(history)
        let expected = accepts(calls, alphabet.outcomes, patience: .max)
        histories += 1
        accepted += expected ? 1 : 0
        if accepts(calls, alphabet.outcomes, patience: -1) != expected {
          Issue.record("\(history)")
        }
      }
    }
    #expect(histories > 30_000)
    #expect(accepted > 1000)
  }

  @Test("two dozen time-outs and an answer that is wrong are no long search")
  func manyTimeouts() throws {
    let history = try timeouts(operations: 300, pending: 24, seed: 1)
    let verdict = history.linearizability(of: Register(0), limit: .states(300_000))
    #expect(verdict.isRejected)
  }

  /// Five clients that read, write and compare and set five values; many operations are never answered,
  /// and the last read finds what nobody wrote.
  private func timeouts(operations: Int, pending: Int, seed: UInt64) throws -> RegisterHistory {
    var random = SplitMix64(seed: seed)
    var history = RegisterHistory()
    var register = Register(0)
    typealias Open = (
      id: OperationID, operation: IntRegister.Operation, answer: IntRegister.Response?
    )
    var open: [Int: Open] = [:]
    var names = Array(0..<5)
    var (invoked, lost) = (0, 0)
    while invoked < operations || !open.isEmpty {
      let client = Int(random.next() % 5)
      guard let call = open[client] else {
        guard invoked < operations else { continue }
        invoked += 1
        let (old, new) = (Int(random.next() % 5), Int(random.next() % 5))
        let operation: IntRegister.Operation =
          switch random.next() % 10 {
          case 0..<4: .read
          case 4..<7: .compareAndSet(expected: old, new: new)
          default: .write(new)
          }
        let id = OperationID(client: NodeID(names[client]), number: invoked)
        history.invoke(operation, as: id, at: .start)
        open[client] = (id, operation, nil)
        continue
      }
      if let answer = call.answer {
        try history.respond(answer, to: call.id, at: .start)
        open[client] = nil
      } else if call.operation != .read, lost < pending, random.next() % 4 == 0 {
        if random.next() % 2 == 0 { _ = register.apply(call.operation) }
        lost += 1
        names[client] = 4 + lost
        open[client] = nil
      } else {
        open[client]?.answer = register.apply(call.operation)
      }
    }
    let id = OperationID(client: NodeID(1000), number: 1)
    history.invoke(.read, as: id, at: .start)
    try history.respond(.value(9), to: id, at: .start)
    return history
  }
}
