import Chapter2
import RealNodes
import Simulation
import Testing

@testable import cluster_2

@Suite(.timeLimit(.minutes(5))) struct ExactlyOnceTests {
  @Test("a server is killed three times, and every number is in its log once, in order")
  func demonstration() throws {
    let lines = try output(of: "cluster-2")
    #expect(lines.count == 5)
    #expect(lines.last?.hasSuffix("every number is in the log once, in order") == true)
  }

  @Test("the bytes of a message are those that the chapter writes by hand")
  func wire() throws {
    let call = Call<KeyValueStore.Operation>(
      CallID(client: ClientID(1), sequence: 1), .put("tea", "10"))
    let bytes = try Codec<StoreMessage>.wire.encode(.request(call))
    #expect(bytes == StoreMessage.request(call).encoded())
    #expect(try Codec<StoreMessage>.wire.decode(bytes) == .request(call))
    #expect(throws: WireError.trailingBytes(1)) {
      try Codec<StoreMessage>.wire.decode(bytes + [0])
    }
  }
}
