// Generated from Chapters/04-primary-backup.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest f5d2d52a30e1e6d8

#sourceLocation(file: "Chapters/04-primary-backup.md", line: 793)
import Chapter2
import Simulation
import Testing

@testable import Chapter4

@Suite struct ReplicaTests {
  private typealias Message = ReplicaStoreMessage
  private let views = NodeID(0)
  private let one = NodeID(1)
  private let two = NodeID(2)
  private let ann = NodeID(3)
  private let id = CallID(client: ClientID(3), sequence: 1)
  private var call: Call<KeyValueStore.Operation> { Call(id, .append("x", "a")) }
  private var view: View { View(2, primary: one, backup: two) }

  private func replica(_ id: NodeID) -> Replica<KeyValueStore> {
    Replica(KeyValueStore(), as: id, viewServer: views)
  }

  private func primary() -> Replica<KeyValueStore> {
    var server = replica(one)
    _ = server.hear(.view(view), from: views)
    _ = server.hear(.transferred(view: 2), from: two)
    return server
  }

  @Test("a primary answers when its backup has accepted, and not before")
  func answer() {
    var server = primary()
    #expect(
      server.hear(.request(call), from: ann)
        == [Sent(.forward(call, view: 2), to: two)])
    #expect(server.hear(.accepted(id, view: 1), from: two).isEmpty)
    #expect(
      server.hear(.accepted(id, view: 2), from: two)
        == [Sent(.reply(id, .value("a")), to: ann)])
  }

  @Test("a primary acknowledges its view when the backup has the state")
  func acknowledgement() {
    var server = replica(one)
    let state = Sent(
      Message.transfer(view, AtMostOnce(KeyValueStore())), to: two)
    #expect(server.hear(.view(view), from: views) == [state])
    #expect(server.tick() == [Sent(.ping(view: 1), to: views), state])
    #expect(
      server.hear(.transferred(view: 2), from: two)
        == [Sent(.ping(view: 2), to: views)])
  }

  @Test("a backup tells a primary of an earlier view which view holds")
  func fence() {
    var server = replica(two)
    let later = View(3, primary: two)
    _ = server.hear(.view(later), from: views)
    #expect(
      server.hear(.forward(call, view: 2), from: one)
        == [Sent(.view(later), to: one)])
    #expect(server.table.application.values.isEmpty)
  }

  @Test("a state that comes twice is installed once")
  func late() {
    var server = replica(two)
    let state = Message.transfer(view, AtMostOnce(KeyValueStore()))
    _ = server.hear(state, from: one)
    _ = server.hear(.forward(call, view: 2), from: one)
    #expect(
      server.hear(state, from: one) == [Sent(.transferred(view: 2), to: one)])
    #expect(server.table.application.values == ["x": "a"])
  }
}
#sourceLocation()
