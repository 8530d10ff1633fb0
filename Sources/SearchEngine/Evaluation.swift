/// One evaluation of a rule or predicate in one state, as the front end's code sees it.
///
/// The front end reads and writes ids at positions, and everything it touches is noted, so that the
/// outcome can be reused in every state that agrees on those positions.
public final class Evaluation {
  /// The ids of the state, unpacked.
  private(set) var old: [UInt32]
  private(set) var current: [UInt32]
  private var isTouched: [Bool]
  private(set) var touched: [Int] = []
  private(set) var alternatives: [Proposal] = []
  private var calls: [RuleCall] = []

  struct Proposal {
    var new: [UInt32]
    var label: UInt32
    var calls: [RuleCall]
  }

  init(positions: Int) {
    old = Array(repeating: 0, count: positions)
    current = old
    isTouched = Array(repeating: false, count: positions)
  }

  /// The id at a position. Writing makes it part of the alternative being built.
  public subscript(position: Int) -> UInt32 {
    get {
      touch(position)
      return current[position]
    }
    set {
      touch(position)
      current[position] = newValue
    }
  }

  /// Has a further rule applied after the alternative being built, in the order of the calls.
  public func call(_ rule: Int, argument: UInt32 = 0) {
    calls.append(RuleCall(rule: UInt32(rule), argument: argument))
  }

  /// Completes the alternative being built; the next one starts from the state again.
  public func take(label: UInt32) {
    alternatives.append(Proposal(new: current, label: label, calls: calls))
    discard()
  }

  /// Drops the alternative being built.
  public func discard() {
    for position in touched { current[position] = old[position] }
    calls.removeAll(keepingCapacity: true)
  }

  func begin(_ words: UnsafePointer<UInt64>, _ layout: Layout) {
    for position in old.indices { old[position] = layout[position].read(words) }
    current = old
    for position in touched { isTouched[position] = false }
    touched.removeAll(keepingCapacity: true)
    alternatives.removeAll(keepingCapacity: true)
    calls.removeAll(keepingCapacity: true)
  }

  private func touch(_ position: Int) {
    guard !isTouched[position] else { return }
    isTouched[position] = true
    touched.append(position)
  }
}
