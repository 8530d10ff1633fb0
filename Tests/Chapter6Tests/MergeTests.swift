// Generated from Chapters/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 2cddcdf37343d863

#sourceLocation(file: "Chapters/06-consistency.md", line: 2085)
import Chapter3
import Simulation
import Testing

@testable import Chapter6

@Suite struct MergeTests {
  private func merged<State: MergeableState>(_ a: State, _ b: State) -> State {
    var state = a
    state.merge(b)
    return state
  }

  /// Whether a merge is commutative, associative and idempotent on these.
  private func lawsHold<State>(
    _ states: [State], _ merge: (State, State) -> State
  ) -> Bool where State: Hashable {
    states.allSatisfy { a in
      merge(a, a) == a
        && states.allSatisfy { b in
          merge(a, b) == merge(b, a)
            && states.allSatisfy { c in
              merge(a, merge(b, c)) == merge(merge(a, b), c)
            }
        }
    }
  }

  @Test("the counter's merge keeps the three laws; adding up doesn't")
  func counter() {
    var states = [GrowingCounter()]
    for replica in [0, 1, 0, 2, 1] {
      var next = states[states.count / 2]
      next.increment(at: NodeID(replica))
      states.append(next)
    }
    #expect(lawsHold(states, merged))
    #expect(!lawsHold([1, 2, 3], +))
  }

  @Test("increments at several replicas are all counted, once")
  func counting() {
    var (a, b) = (GrowingCounter(), GrowingCounter())
    for _ in 0..<3 { a.increment(at: NodeID(0)) }
    for _ in 0..<4 { b.increment(at: NodeID(1)) }
    a.merge(b)
    a.merge(b)
    b.merge(a)
    #expect(a.value == 7 && a == b)
  }

  @Test("both sets keep the three laws, whatever was done")
  func sets() {
    var random = SplitMix64(seed: 1)
    var observed = [ObservedRemoveSet<Int>()]
    var last = [LastWriterSet<Int>()]
    for number in 1..<14 {
      let base = Int(random.next(below: UInt64(observed.count)))
      let element = Int(random.next(below: 2))
      let stamp = Timestamp(number, NodeID(0))
      var (one, other) = (observed[base], last[base])
      if random.nextBool(probability: 0.6) {
        one.add(element, as: stamp)
        other.add(element, as: stamp)
      } else {
        one.remove(element)
        other.remove(element, as: stamp)
      }
      observed.append(one)
      last.append(other)
    }
    #expect(lawsHold(observed, merged))
    #expect(lawsHold(last, merged))
  }

  @Test("a removal undoes what it has seen and nothing else")
  func removal() {
    var (a, b) = (ObservedRemoveSet<String>(), ObservedRemoveSet<String>())
    a.add("tea", as: Timestamp(1, NodeID(0)))
    b.merge(a)
    b.remove("tea")
    #expect(!b.contains("tea"))
    #expect(!merged(a, b).contains("tea"))
    a.add("tea", as: Timestamp(2, NodeID(0)))
    #expect(merged(a, b).contains("tea"))
  }
}
#sourceLocation()
