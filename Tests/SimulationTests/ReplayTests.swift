import Simulation
import Testing

/// Stands for an edit of the code between the making of a token and its use.
enum Code {
  @TaskLocal static var isEdited = false
}

@Suite("Replay tokens")
struct ReplayTests {
  /// Fails as soon as it hears a third message.
  struct Hearer: Node {
    typealias Message = Int
    enum Timer: Hashable, Sendable { case again }
    var heard: [Int] = []

    func start(_ context: inout Context<Self>) { context.set(.again, after: .milliseconds(3)) }

    func fire(_ timer: Timer, _ context: inout Context<Self>) {
      context.broadcast(Code.isEdited ? 2 : 1)
      context.set(.again, after: .milliseconds(3))
    }

    mutating func receive(_ message: Int, from sender: NodeID, _ context: inout Context<Self>) {
      heard.append(message)
    }
  }

  private func hearing(nodes: Int = 2, named name: String = "hearing") -> Scenario<Int> {
    var system = System<Int>()
    for index in 0..<nodes { system.add("n\(index)", Hearer()) }
    let few = Invariant<Int>("few are heard") { view in
      view.all(Hearer.self).contains { $0.node.heard.count > 2 } ? "three were heard" : nil
    }
    return Scenario(name, system, invariants: [few], for: .seconds(1))
  }

  private func token() throws -> (ReplayToken, trace: String) {
    let failure = try #require(hearing().check(seeds: 0..<1).failure)
    return (failure.token, failure.trace.text)
  }

  @Test("a token survives being printed, and leads to the same bytes")
  func replays() throws {
    let (token, trace) = try token()
    let copy = try ReplayToken(token.text)
    #expect(copy == token)
    #expect(try hearing().replay(copy).trace.text == trace)
    let plain = token.text.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0))
    }
    #expect(plain)
  }

  @Test("a token of another system, of another scenario or of other code says that it is stale")
  func stale() throws {
    let (token, _) = try token()
    #expect(throws: ReplayError.systemChanged) { try hearing(nodes: 3).replay(token) }
    #expect(throws: ReplayError.otherScenario(expected: "else", found: "hearing")) {
      try hearing(named: "else").replay(token)
    }
    Code.$isEdited.withValue(true) {
      #expect(throws: ReplayError.runChanged) { try hearing().replay(token) }
    }
    #expect("\(ReplayError.runChanged)".contains("the code has changed"))
  }

  @Test("a token with a wrong, a missing or a foreign character is refused")
  func damaged() throws {
    let text = try token().0.text
    for index in text.indices {
      var other = text
      other.replaceSubrange(index...index, with: text[index] == "A" ? "B" : "A")
      #expect(throws: ReplayError.self) { try ReplayToken(other) }
      var shorter = text
      shorter.remove(at: index)
      #expect(throws: ReplayError.self) { try ReplayToken(shorter) }
    }
    for junk in ["", "A", "%%%%", "é", "AAAAAAAA", String(repeating: "_", count: 999)] {
      #expect(throws: ReplayError.self) { try ReplayToken(junk) }
    }
  }
}
