import Figures
import Histories
import Simulation
import Testing

@Suite("Registers, final reads and replicas")
struct RegisterTests {
  typealias RegisterHistory = History<Register<Int>.Operation, Register<Int>.Response>

  /// Plays events such as "0 w1" (client 0 invokes a write of 1), "1 r" and "1 =1" (client 1 is answered).
  private func history(_ events: String) -> RegisterHistory {
    var history = RegisterHistory()
    var numbers: [Int: Int] = [:]
    var writes: Set<Int> = []
    for event in events.split(separator: ",") {
      let words = event.split(separator: " ")
      let (client, what) = (Int(words[0]) ?? 0, words[1])
      let value = Int(what.dropFirst()) ?? 0
      guard what.hasPrefix("=") else {
        numbers[client, default: 0] += 1
        let isWrite = what.hasPrefix("w")
        if isWrite { writes.insert(client) } else { writes.remove(client) }
        let id = OperationID(client: NodeID(client), number: numbers[client, default: 0])
        history.invoke(isWrite ? .write(value) : .read, as: id, at: .start)
        continue
      }
      let id = OperationID(client: NodeID(client), number: numbers[client, default: 0])
      try? history.respond(writes.contains(client) ? .done : .value(value), to: id, at: .start)
    }
    return history
  }

  private func accepted(_ events: String) -> [ConsistencyModel] {
    let history = history(events)
    return [.linearizable, .regular, .safe].filter {
      history.check($0, of: Register(0)).isAccepted
    }
  }

  @Test(
    "each register accepts what it must, and no more",
    arguments: [
      // One write, then a read.
      ("0 w1,0 =,1 r,1 =1", [.linearizable, .regular, .safe]),
      // The read forgets the write.
      ("0 w1,0 =,1 r,1 =0", []),
      // New, then old, while the write is under way.
      ("0 w1,1 r,1 =1,1 r,1 =0,0 =", [.regular, .safe]),
      // Old, then new.
      ("0 w1,1 r,1 =0,1 r,1 =1,0 =", [.linearizable, .regular, .safe]),
      // Anything at all while a write is under way.
      ("0 w1,1 r,1 =7,0 =", [.safe]),
      ("0 w1,0 =,0 w2,1 r,1 =0,0 =", [.safe]),
      ("0 w1,0 =,1 r,1 =7", []),
      // From the future.
      ("1 r,1 =1,0 w1,0 =", []),
      // A write that nobody confirmed overlaps all that follows.
      ("0 w1,1 r,1 =1,1 r,1 =0", [.regular, .safe]),
      // Two writers: either may have been last.
      ("0 w1,1 w2,0 =,1 =,2 r,2 =1,2 r,2 =2", [.regular, .safe]),
    ] as [(String, [ConsistencyModel])])
  func registers(_ events: String, _ expected: [ConsistencyModel]) {
    #expect(accepted(events) == expected)
  }

  @Test("final reads that differ, or know of no write, have not converged")
  func convergence() {
    let model = ConsistencyModel.convergent
    #expect(
      history("0 w1,1 r,1 =0,0 =,1 r,1 =1,2 r,2 =1").check(model, of: Register(0)) == .accepted)
    let differing = history("0 w1,1 w2,0 =,1 =,2 r,2 =1,3 r,3 =2")
    #expect(differing.check(model, of: Register(0)).isRejected)
    #expect(history("0 w1,0 =,1 r,1 =0").check(model, of: Register(0)).isRejected)
    let pending = history("0 w1,1 r,1 =0,2 r,2 =1").check(model, of: Register(0))
    #expect(pending == .unknown("n0#1 (write 1) may take effect at any time"))
  }

  @Test("what can't be judged is unknown, and says why")
  func unknown() {
    let twice = history("0 w1,0 =,1 w1,1 =").check(.causal, of: Register(0))
    #expect(twice.description.contains("n1#1 (write 1) writes a value that was there before"))
    let initial = history("0 w0,0 =").check(.pram, of: Register(0))
    #expect(initial.description.hasPrefix("unknown"))
    var swapped = RegisterHistory()
    let id = OperationID(client: NodeID(0), number: 1)
    swapped.invoke(.compareAndSet(expected: 0, new: 1), as: id, at: .start)
    #expect(
      swapped.check(.causal, of: Register(0))
        == .unknown("n0#1 (compare-and-set 0 1) is neither a read nor a write"))
    var overlapping = RegisterHistory()
    for number in 1...2 {
      overlapping.invoke(
        .read, as: OperationID(client: NodeID(0), number: number), at: .start)
    }
    for number in 1...2 {
      let id = OperationID(client: NodeID(0), number: number)
      try? overlapping.respond(.value(0), to: id, at: .start)
    }
    #expect(overlapping.check(.regular, of: Register(0)) == .accepted)
    #expect(overlapping.check(.causal, of: Register(0)).description.contains("under way at once"))
  }

  @Test("a write that nobody confirmed may be found by others and missed by its own client")
  func pendingWrite() {
    let late = history("0 w1,1 r,1 =1,0 r,0 =0")
    for model: ConsistencyModel in [.sequential, .causalMemory, .pram, .readYourWrites] {
      #expect(late.check(model, of: Register(0)) == .accepted, "\(model)")
    }
    let forgotten = history("0 w1,1 r,1 =1,1 r,1 =0")
    #expect(forgotten.check(.monotonicReads, of: Register(0)).isRejected)
  }

  @Test("a session guarantee that is broken names the read and how its session knew better")
  func sessionWitness() {
    let history = history("0 w1,0 =,0 w2,0 =,1 r,1 =2,1 r,1 =1")
    #expect(
      history.check(SessionGuarantee.monotonicReads, of: Register(0)).description
        == "rejected: session guarantee: monotonic reads is broken: n1#2 (read = 1) found what "
        + "n0#1 (write 1) wrote, though its session knew of n0#2 (write 2) from n1#1 (read = 2)")
    #expect(history.check(SessionGuarantee.readYourWrites, of: Register(0)) == .accepted)
  }

  @Test("replicas with the same updates must be in the same state, in whatever order they got them")
  func strongConvergence() {
    var counter = StateConvergence<String, Int>()
    counter.observe(NodeID(0), having: ["a"], in: 1)
    counter.observe(NodeID(1), having: ["b"], in: 2)
    counter.observe(NodeID(0), having: ["a", "b"], in: 3)
    counter.observe(NodeID(1), having: ["b", "a"], in: 3)
    #expect(counter.divergence == nil)
    counter.observe(NodeID(2), having: ["a", "b"], in: 4)
    #expect(
      counter.divergence?.description
        == "n0 and n2 have the same 2 updates; the one is 3, the other 4")
  }

  @Test("the matrix of models and histories, as a table")
  func matrix() {
    var matrix = ModelMatrix(models: [.linearizable, .sequential, .pram, .regular, .monotonicReads])
    matrix.add("stale read", history("0 w1,0 =,1 r,1 =0"), of: Register(0))
    matrix.add("new, then old", history("0 w1,1 r,1 =1,1 r,1 =0,0 ="), of: Register(0))
    matrix.add("written twice", history("0 w1,0 =,1 w1,1 =,1 r,1 =1"), of: Register(0))
    #expect(matrix.rows.map { $0.verdicts.map(\.sign).joined() } == ["✗✓✓✗✓", "✗✗✗✓✗", "✓✓???"])
    let figure = matrix.figure(title: "Which model accepts which history")
    #expect(figure.cells == [[1, 1, 0], [0, 1, 0], [0, 1, 2], [1, 0, 2], [0, 1, 2]])
  }
}
