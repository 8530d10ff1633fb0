import Figures
import Histories
import Simulation
import Testing

@Suite("Registers, final reads and replicas")
struct RegisterTests {
  private func history(_ drawing: String) throws -> RegisterHistory {
    try RegisterHistory(drawing: drawing)
  }

  private func accepted(_ drawing: String) throws -> [ConsistencyModel] {
    let history = try history(drawing)
    return [.linearizable, .regular, .safe].filter {
      history.check($0, of: Register(0)).isAccepted
    }
  }

  @Test(
    "each register accepts what it must, and no more",
    arguments: [
      // One write, then a read.
      (
        """
        A [x=1]
        B       [x?1]
        """, [.linearizable, .regular, .safe]
      ),
      // The read forgets the write.
      (
        """
        A [x=1]
        B       [x?0]
        """, []
      ),
      // New, then old, while the write is under way.
      (
        """
        A [x=1           ]
        B   [x?1] [x?0]
        """, [.regular, .safe]
      ),
      // Old, then new.
      (
        """
        A [x=1           ]
        B   [x?0] [x?1]
        """, [.linearizable, .regular, .safe]
      ),
      // Anything at all while a write is under way.
      (
        """
        A [x=1     ]
        B   [x?7]
        """, [.safe]
      ),
      (
        """
        A [x=1] [x=2     ]
        B         [x?0]
        """, [.safe]
      ),
      (
        """
        A [x=1]
        B       [x?7]
        """, []
      ),
      // From the future.
      (
        """
        A       [x=1]
        B [x?1]
        """, []
      ),
      // A write that nobody confirmed overlaps all that follows.
      (
        """
        A [x=1
        B   [x?1] [x?0]
        """, [.regular, .safe]
      ),
      // Two writers: either may have been last.
      (
        """
        A [x=1]
        B  [x=2]
        C         [x?1] [x?2]
        """, [.regular, .safe]
      ),
    ] as [(String, [ConsistencyModel])])
  func registers(_ drawing: String, _ expected: [ConsistencyModel]) throws {
    #expect(try accepted(drawing) == expected)
  }

  @Test("final reads that differ, or know of no write, have not converged")
  func convergence() throws {
    let model = ConsistencyModel.convergent
    #expect(
      try history(
        """
        A [x=1     ]
        B   [x?0]   [x?1]
        C                 [x?1]
        """
      ).check(model, of: Register(0)) == .accepted)
    let differing = try history(
      """
      A [x=1]
      B  [x=2]
      C         [x?1]
      D               [x?2]
      """)
    #expect(differing.check(model, of: Register(0)).isRejected)
    #expect(
      try history(
        """
        A [x=1]
        B       [x?0]
        """
      ).check(model, of: Register(0)).isRejected)
    let pending = try history(
      """
      A [x=1
      B   [x?1] [x?0]
      C               [x?1]
      """
    ).check(model, of: Register(0))
    #expect(pending == .unknown("n0#1 (write 1) may take effect at any time"))
  }

  @Test("what can't be judged is unknown, and says why")
  func unknown() throws {
    let twice = try history(
      """
      A [x=1]
      B       [x=1]
      C             [x?1] [x?0]
      """
    ).check(.causal, of: Register(0))
    #expect(twice.description.contains("n1#1 (write 1) writes a value that was there before"))
    let initial = try history("A [x=0]\nB [x?7]").check(.pram, of: Register(0))
    #expect(initial.description.hasPrefix("unknown"))
    #expect(
      try history("A [x:0=1\nB [x?7]").check(.causal, of: Register(0))
        == .unknown("n0#1 (compare-and-set 0 1) is neither a read nor a write"))
    let overlapping = try history(
      """
      A [x?0]
      A  [x?0]
      """)
    #expect(overlapping.check(.regular, of: Register(0)) == .accepted)
    let wrong = try history(
      """
      A [x?0]
      A  [x?0]
      B        [x=1]
      C              [x?1] [x?0]
      """)
    #expect(wrong.check(.causal, of: Register(0)).description.contains("under way at once"))
  }

  @Test("a write that nobody confirmed may be found by others and missed by its own client")
  func pendingWrite() throws {
    let late = try history(
      """
      A [x=1
      B   [x?1]
      A         [x?0]
      """)
    for model: ConsistencyModel in [.sequential, .causalMemory, .pram, .readYourWrites] {
      #expect(late.check(model, of: Register(0)) == .accepted, "\(model)")
    }
    let forgotten = try history(
      """
      A [x=1
      B   [x?1] [x?0]
      """)
    #expect(forgotten.check(.monotonicReads, of: Register(0)).isRejected)
  }

  @Test("a session guarantee that is broken names the read and how its session knew better")
  func sessionWitness() throws {
    let history = try history(
      """
      A [x=1] [x=2]
      B             [x?2] [x?1]
      """)
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
}
