/// A run that never keeps a promise: a way to a cycle, and the cycle. A cycle of one state without a
/// step is a run that stops there.
public struct Lasso: Sendable, Equatable {
  public var prefix: [TraceState]
  public var cycle: [TraceState]
}

extension Engine {
  /// Looks for a fair run in which, after a state where `trigger` holds (nil: after the beginning),
  /// `fulfilled` never holds. Both are observed predicates. After a complete exact search without
  /// symmetry only: it needs the whole graph.
  ///
  /// Weak fairness: what stays enabled is taken eventually. A strongly connected component without
  /// fulfilled states contains a fair cycle exactly if, for each fairness class, one of its states
  /// doesn't enable it or one of its edges takes it (Lichtenstein, Pnueli, "Checking That Finite State
  /// Concurrent Programs Satisfy Their Linear Specification", 1985). Time and memory are linear in the
  /// states and transitions among unfulfilled states.
  public func brokenPromise(trigger: Int?, fulfilled: Int) -> Lasso? {
    let region = PromiseRegion(self, trigger: trigger, fulfilled: fulfilled)
    guard let walk = region.fairWalk() else { return nil }
    var prefix = trace(to: walk.stem[0])
    for state in walk.stem.dropFirst() { follow(&prefix, to: state) }
    let entry = prefix.removeLast()
    var cycle = [entry]
    for state in walk.cycle.dropFirst() { follow(&cycle, to: state) }
    return Lasso(prefix: prefix, cycle: cycle)
  }

  private func follow(_ trace: inout [TraceState], to state: UInt32) {
    let target = ids(of: state)
    guard let last = trace.last,
      let step = successors(of: last.ids).first(where: { $0.ids == target })
    else { return }
    trace.append(step)
  }
}
