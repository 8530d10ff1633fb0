import Hashing
import Testing

@Suite("The stable hash") struct StableHashTests {
  @Test(
    "the published values of FNV-1a",
    arguments: [
      ("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8),
    ] as [(String, UInt64)])
  func published(_ text: String, _ value: UInt64) {
    #expect(StableHash(of: text).value == value)
    #expect(StableHash(of: Array(text.utf8)).value == value)
    #expect(StableHash(of: text.utf8.lazy.map { $0 }).value == value)
  }

  @Test("parts are hashed as the whole")
  func parts() {
    var hash = StableHash(of: "foo")
    hash.combine([UInt8](("ba".utf8)))
    hash.combine(UInt8(ascii: "r"))
    #expect(hash == StableHash(of: "foobar"))
  }
}
