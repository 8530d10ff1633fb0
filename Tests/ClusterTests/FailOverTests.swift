import Chapter2
import Chapter4
import RealNodes
import Simulation
import Testing

@testable import cluster_4

@Suite(.timeLimit(.minutes(5))) struct FailOverTests {
  @Test("the primary is stopped, replaced and let go on, and every number is in the log once")
  func demonstration() throws {
    let lines = try output(of: "cluster-4")
    #expect(lines.count == 5)
    #expect(lines.last?.hasSuffix("in the log once, in order, as from one store") == true)
  }

  @Test("the bytes of a message are those that the chapter writes by hand")
  func wire() throws {
    let message = ReplicaStoreMessage.view(View(3, primary: NodeID(2), backup: NodeID(1)))
    let bytes = try Codec<ReplicaStoreMessage>.wire.encode(message)
    #expect(bytes == message.encoded())
    #expect(try Codec<ReplicaStoreMessage>.wire.decode(bytes) == message)
  }
}
