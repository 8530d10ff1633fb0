// Generated from Chapters/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 1e982d7a2db9ea7f

#sourceLocation(file: "Chapters/06-consistency.md", line: 1147)
import Chapter2
import Histories
import Simulation
import Testing

@testable import Chapter6

@Suite struct OracleTests {
  private func isLinearizable(_ drawing: String) throws -> Bool {
    let history = try StoreHistory(drawing: drawing)
    return explanation(of: history, by: KeyValueStore()) != nil
  }

  @Test("a read that began after the write's return must see it")
  func stale() throws {
    #expect(try !isLinearizable("A [x=1]\nB      [x?-]"))
    #expect(try isLinearizable("A [x=1]\nB     [x?-]"))
    #expect(try isLinearizable("A [x=1]\nB      [x?1]"))
  }

  @Test("a pending write may have happened, and may not")
  func pending() throws {
    #expect(try isLinearizable("A [x=1\nB      [x?-] [x?1]"))
    #expect(try isLinearizable("A [x=1\nB      [x?-] [x?-]"))
    #expect(try !isLinearizable("A [x=1\nB      [x?1] [x?-]"))
  }

  @Test("taking a time-out for a failure, or for success, flips verdicts")
  func fineprint() throws {
    let seen = try StoreHistory(drawing: "A [x=1\nB      [x?1]")
    let unseen = try StoreHistory(drawing: "A [x=1  \nB      [x?-]")
    let dropped = seen.filter { !$0.isPending }
    let forced = try StoreHistory(drawing: "A [x=1]\nB      [x?-]")
    #expect(seen.linearizability(of: KeyValueStore()).isAccepted)
    #expect(dropped.linearizability(of: KeyValueStore()).isRejected)
    #expect(unseen.linearizability(of: KeyValueStore()).isAccepted)
    #expect(forced.linearizability(of: KeyValueStore()).isRejected)
  }

  @Test("a limit yields neither of the two verdicts")
  func unknown() throws {
    let verdict = try StoreHistory.clash(of: 8).linearizability(
      of: Undivided(KeyValueStore()), limit: .states(50))
    #expect(!verdict.isAccepted && !verdict.isRejected)
  }
}

extension OracleTests {
  private func random(seed: UInt64) throws -> StoreHistory {
    var random = SplitMix64(seed: seed)
    var lines = ["A ", "B ", "C "]
    for _ in 0..<5 {
      let line = Int(random.next(below: 3))
      guard lines[line].last != "." else { continue }
      let key = random.nextBool(probability: 0.7) ? "x" : "y"
      let value = random.next(below: 3)
      let isWrite = random.nextBool(probability: 0.4)
      let gap = String(repeating: " ", count: Int(random.next(below: 6)))
      let width = String(repeating: " ", count: Int(random.next(below: 8)))
      let isPending = random.nextBool(probability: 0.15)
      let answer = isPending ? "" : value == 0 ? "-" : "\(value)"
      lines[line] += gap + "[" + key + (isWrite ? "=\(value)" : "?\(answer)")
      lines[line] += width + (isPending ? "." : "]")
    }
    return try StoreHistory(
      drawing: lines.joined(separator: "\n").filter { $0 != "." })
  }

  @Test("oracle, search and library agree on a thousand small histories")
  func agreement() throws {
    var accepted = [0, 0]
    for seed in 0..<1_000 as Range<UInt64> {
      let history = try random(seed: seed)
      for (index, order) in [RequiredOrder.realTime, .program].enumerated() {
        let store = KeyValueStore()
        let isRight = explanation(of: history, by: store, keeping: order) != nil
        var search = OrderSearch<KeyValueStore>(history)
        search.order = order
        #expect(search.isExplained(by: store) == isRight, "seed \(seed)")
        let verdict =
          order == .realTime
          ? history.linearizability(of: store)
          : history.sequentialConsistency(of: store)
        #expect(verdict.isAccepted == isRight, "seed \(seed)")
        #expect(verdict.isRejected == !isRight, "seed \(seed)")
        if isRight { accepted[index] += 1 }
      }
    }
    #expect(accepted[0] > 100 && accepted[1] > accepted[0])
    #expect(accepted[1] < 900)
  }
}
#sourceLocation()
