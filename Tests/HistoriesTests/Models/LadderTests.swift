import Simulation
import Testing

@testable import Histories

@Suite("The ladder of models") struct LadderTests {
  /// Many clients that read and write two values: linearizable, and for a search without real time far
  /// too wide.
  private func wide(_ clients: Int) throws -> RegisterHistory {
    var text = ""
    for round in 0..<30 {
      for client in 0..<clients {
        let value = (round + client) % 2 + 1
        text += "c\(client) invoke write \(value)\nc\(client) ok\n"
        text += "d\(client) invoke read\nd\(client) ok \(value)\n"
      }
    }
    return try history(text, of: IntRegister.self)
  }

  @Test("what is linearizable is sequentially consistent, and needs no second search")
  func sequential() throws {
    let history = try wide(12)
    guard
      case .accepted(let order) = history.sequentialConsistency(
        of: Register(0), limit: .states(5_000))
    else {
      Issue.record("not accepted")
      return
    }
    #expect(order.points.isEmpty)
    #expect(order.order.count == history.entries.count)
  }

  @Test("and it keeps all models below, though its values don't tell what was read")
  func allBelow() throws {
    let history = try wide(3)
    for model in ConsistencyModel.allCases {
      #expect(history.check(model, of: Register(0)) == .accepted, "\(model)")
    }
  }

  @Test("what breaks a weaker model breaks those above it, though a search gave up")
  func allAbove() throws {
    // Client a reads what it wrote, and then what was there before.
    let busy = (0..<6).map { "p\($0) invoke write \($0 + 10)\np\($0) ok\n" }.joined()
    let text = busy + "a invoke write 1\na ok\na invoke read\na ok 1\na invoke read\na ok 0\n"
    let history = try history(text, of: IntRegister.self)
    guard
      case .unknown = history.sequentialConsistency(of: Register(0), limit: .states(4)),
      case .rejected(let violation) = history.check(
        .sequential, of: Register(0), limit: .states(4))
    else {
      Issue.record("\(history.check(.sequential, of: Register(0), limit: .states(4)))")
      return
    }
    #expect(violation.pattern != .noOrder)
    #expect(history.violation(ofAnyImpliedBy: .safe, Register(0)) == nil)
  }

  @Test("a model implies all that those below it do")
  func closure() {
    #expect(ConsistencyModel.linearizable.implied.count == ConsistencyModel.allCases.count - 1)
    #expect(ConsistencyModel.regular.implied == [.safe])
    #expect(
      ConsistencyModel.causal.implied
        == [.readYourWrites, .monotonicReads, .monotonicWrites, .writesFollowReads])
  }
}
