// Generated from Chapters/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 1d368978b7541204

#sourceLocation(file: "Chapters/06-consistency.md", line: 601)
import Testing

@testable import Chapter6

@Suite struct BuchiTests {
  private static let automata = [
    BuchiAutomaton(next: [[1, 2, 0], [1, 0, 1], [2, 2, 2]], accepting: [0]),
    BuchiAutomaton(next: [[0, 0, 1], [0, 0, 1]], accepting: [0]),
    BuchiAutomaton(next: [[0, 1, 1], [1, 1, 1]], accepting: [0]),
    BuchiAutomaton(
      next: [[1, 2, 3], [1, 0, 3], [2, 2, 1], [3, 3, 3]], accepting: [1, 2]),
  ]
  private let words = Lasso.all(letters: 3, stem: 2, loop: 2)

  @Test(
    "a property is its safety part and its liveness part together",
    arguments: automata)
  func theorem(property: BuchiAutomaton) {
    let (safety, liveness) = (property.safetyPart, property.livenessPart)
    for word in words {
      let both = safety.accepts(word) && liveness.accepts(word)
      #expect(property.accepts(word) == both, "\(word)")
    }
  }

  @Test(
    "what the safety part refuses is refused after a finite prefix",
    arguments: automata)
  func safety(property: BuchiAutomaton) {
    for word in words where !property.safetyPart.accepts(word) {
      let prefix = word.stem + word.loop + word.loop + word.loop + word.loop
      let state = prefix.reduce(0) { property.next[$0][$1] }
      let isHopeless = words.allSatisfy { rest in
        !property.accepts(Lasso(stem: prefix + rest.stem, loop: rest.loop))
      }
      #expect(isHopeless && !property.live.contains(state), "\(word)")
    }
  }

  @Test(
    "every finite prefix can be continued into the liveness part",
    arguments: automata)
  func liveness(property: BuchiAutomaton) {
    for prefix in Set(words.map(\.stem)) {
      let goesOn = words.contains {
        property.livenessPart.accepts(
          Lasso(stem: prefix + $0.stem, loop: $0.loop))
      }
      #expect(goesOn, "\(prefix)")
    }
  }

  @Test("pure safety and pure liveness are told apart")
  func pure() {
    let (server, convergence, never) = (
      Self.automata[0], Self.automata[1], Self.automata[2]
    )
    #expect(words.allSatisfy { convergence.safetyPart.accepts($0) })
    #expect(words.allSatisfy { never.livenessPart.accepts($0) })
    #expect(!words.allSatisfy { server.safetyPart.accepts($0) })
    #expect(!words.allSatisfy { server.livenessPart.accepts($0) })
  }
}
#sourceLocation()
