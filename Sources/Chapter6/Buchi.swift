// Generated from Chapters/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest aaef3d633c572d3e

#sourceLocation(file: "Chapters/06-consistency.md", line: 439)
/// A deterministic automaton over infinite words, which accepts what brings it
/// into accepting states infinitely often.
public struct BuchiAutomaton: Hashable, Sendable {
  /// By state, then by letter: the next state. State 0 is the first.
  var next: [[Int]]
  var accepting: Set<Int>
}

/// An infinite word: some letters, and then others over and over again.
public struct Lasso: Hashable, Sendable {
  var stem: [Int]
  var loop: [Int]
}

extension BuchiAutomaton {
  /// After one turn for each state the turns repeat, so that one more round of
  /// them meets all that is met infinitely often.
  func accepts(_ word: Lasso) -> Bool {
    var state = word.stem.reduce(0) { next[$0][$1] }
    var isMet = false
    for turn in 0..<2 * next.count {
      for letter in word.loop {
        state = next[state][letter]
        if turn >= next.count, accepting.contains(state) { isMet = true }
      }
    }
    return isMet
  }
}
#sourceLocation(file: "Chapters/06-consistency.md", line: 477)
extension BuchiAutomaton {
  /// The states that can be reached in one step or more.
  func reachable(from state: Int) -> Set<Int> {
    var known: Set<Int> = []
    var unexplored = [state]
    while let state = unexplored.popLast() {
      unexplored += next[state].filter { known.insert($0).inserted }
    }
    return known
  }

  /// The states from which some word is accepted.
  var live: Set<Int> {
    let lasting = accepting.filter { reachable(from: $0).contains($0) }
    return Set(
      next.indices.filter {
        !reachable(from: $0).union([$0]).isDisjoint(with: lasting)
      })
  }

  /// The closure: what is never beyond hope.
  var safetyPart: BuchiAutomaton {
    BuchiAutomaton(next: next, accepting: live)
  }

  /// What is accepted, or beyond hope.
  var livenessPart: BuchiAutomaton {
    let beyondHope = Set(next.indices).subtracting(live)
    return BuchiAutomaton(
      next: next, accepting: accepting.union(beyondHope))
  }
}
#sourceLocation(file: "Chapters/06-consistency.md", line: 579)
extension Lasso {
  /// All words with that many letters at most in stem and loop.
  static func all(letters: Int, stem: Int, loop: Int) -> [Lasso] {
    func words(upTo length: Int) -> [[Int]] {
      guard length > 0 else { return [[]] }
      let shorter = words(upTo: length - 1)
      let longest = shorter.filter { $0.count == length - 1 }
      return shorter
        + longest.flatMap { word in (0..<letters).map { word + [$0] } }
    }
    return words(upTo: stem).flatMap { stem in
      words(upTo: loop).filter { !$0.isEmpty }.map {
        Lasso(stem: stem, loop: $0)
      }
    }
  }
}
#sourceLocation()
