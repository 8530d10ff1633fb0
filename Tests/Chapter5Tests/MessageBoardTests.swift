// Generated from Chapters/05-vector-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 29f18048178f1873

#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 1198)
import Simulation
import Testing

@testable import Chapter5

@Suite struct MessageBoardTests {
  @Test("with barriers, causes come first in every run, and all is delivered")
  func causal() {
    let report = boardSearch(.causal).run()
    #expect(report.verdict == .holds, "\(report)")
  }

  @Test("FIFO links aren't enough", arguments: [PostOrder.none, .fifo])
  func others(order: PostOrder) {
    #expect(boardSearch(order).run().counterexample != nil)
  }

  @Test("a cart that contains another replaces it, in both directions")
  func carts() {
    var one = CartReplica(replica: 0, of: 2)
    var other = CartReplica(replica: 1, of: 2)
    one.write(["a"], seeing: one.context)
    let old = one.siblings[0]
    one.write(["a", "b"], seeing: one.context)
    other.receive(one.siblings[0])
    other.receive(old)
    #expect(other.siblings.map(\.items) == [["a", "b"]])
  }
}
#sourceLocation()
