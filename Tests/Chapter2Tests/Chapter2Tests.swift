// Generated from Chapters/02-rpc.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest ab3474baa3872c37
#sourceLocation(file: "Chapters/02-rpc.md", line: 945)
import Simulation
import Testing

@testable import Chapter2

private func call(_ client: Int, _ sequence: Int, _ letter: String) -> Call<KeyValueStore.Command> {
  Call(CallID(client: ClientID(client), sequence: sequence), .append("log", letter))
}

@Suite struct AtMostOnceTests {
  @Test("equal commands under two names run twice, one name runs once")
  func names() {
    var table = AtMostOnce(KeyValueStore())
    #expect(table.apply(call(1, 1, "a")) == .value("a"))
    #expect(table.apply(call(1, 1, "a")) == .value("a"))
    #expect(table.apply(call(1, 2, "a")) == .value("aa"))
    #expect(table.application.values == ["log": "aa"])
  }

  @Test("a call that was overtaken by a newer one is neither run nor answered")
  func overtaken() {
    var table = AtMostOnce(KeyValueStore())
    #expect(table.apply(call(1, 2, "b")) == .value("b"))
    #expect(table.apply(call(1, 1, "a")) == nil)
    #expect(table.application.values == ["log": "b"])
  }

  @Test("numbers of one client say nothing about another's")
  func clients() {
    var table = AtMostOnce(KeyValueStore())
    for client in 1...50 { _ = table.apply(call(client, 1, "x")) }
    for client in 1...50 {
      let length = table.apply(call(client, 1, "x"))
      #expect(length == .value(String(repeating: "x", count: client)))
    }
    #expect(table.clientCount == 50)
  }

  @Test("a client's earlier life can't act after its next one has begun")
  func incarnations() {
    var table = AtMostOnce(KeyValueStore())
    func name(_ life: Int, _ number: Int) -> CallID {
      CallID(client: ClientID(1), incarnation: life, sequence: number)
    }
    _ = table.apply(Call(name(1, 9), .append("log", "a")))
    #expect(table.apply(Call(name(2, 1), .append("log", "b"))) == .value("ab"))
    #expect(table.apply(Call(name(1, 10), .append("log", "c"))) == nil)
  }

  @Test("a snapshot carries the table, so a restored machine still knows its duplicates")
  func snapshot() throws {
    var table = AtMostOnce(KeyValueStore())
    _ = table.apply(call(1, 1, "a"))
    var restored = try AtMostOnce<KeyValueStore>(decoding: table.encoded())
    #expect(restored == table)
    #expect(restored.apply(call(1, 1, "a")) == .value("a"))
    #expect(restored.application.values == ["log": "a"])
  }
}
#sourceLocation()
