/// What a search found, and how much of the space it saw.
public struct SearchReport: Sendable, Equatable {
  public enum Verdict: Sendable, Equatable {
    /// Every property holds in the whole space.
    case holds
    /// The first property that fell, with a run that shows it.
    case fails(Counterexample)
    /// The search stopped before it had seen everything: nothing is proved.
    case inconclusive(String)
  }

  /// A state that had to be reachable, and a run that reaches it.
  public struct Witness: Sendable, Equatable {
    public var goal: String
    public var steps: [SearchStep]
  }

  public var name: String
  public var verdict: Verdict
  /// Distinct states found. With symmetry, one for each orbit.
  public var states: Int
  /// States generated: the initial ones, and each successor of each state, known or not. So TLC counts.
  public var generated: Int
  /// Levels of the breadth-first search, the initial states being the first; depth first, the deepest.
  public var depth: Int
  /// States found whose successors were not looked at; 0 if the search is complete.
  public var unexplored: Int
  /// Goals that were reached.
  public var witnesses: [Witness]
  /// Actions that were enabled in no state found: often a sign of a mistake.
  public var neverEnabled: [String]
  /// What recognising states by fingerprints may have cost; nil if states were compared.
  public var omission: Omission?
  /// How often the model's code ran; all else came from tables.
  public var evaluations: Int
  /// The most that the tables took, in bytes, without the values of the model's own types.
  public var peakBytes: Int

  public var holds: Bool { verdict == .holds }

  public var counterexample: Counterexample? {
    if case .fails(let counterexample) = verdict { counterexample } else { nil }
  }
}

/// One step of a run found by a search.
public struct SearchStep: Sendable, Equatable {
  /// What happened; empty for the beginning.
  public var action: String
  /// What it changed, or the whole state at the beginning.
  public var changes: [String]

  public init(action: String, changes: [String]) {
    self.action = action
    self.changes = changes
  }
}

/// A run in which a property falls.
public struct Counterexample: Sendable, Equatable {
  public var property: String
  /// What is wrong.
  public var message: String
  /// The beginning, then one entry for each step. Breadth first, no run is shorter.
  public var steps: [SearchStep]
  /// Where the run goes on for ever: after the last step it is again as it was after this one.
  public var loopsTo: Int?
  /// The run as the simulated world shows it: trace, diagram, replay token. nil for a specification,
  /// for a promise, and where handlers chose or the network was a set: the world can't be told that.
  public var failure: Failure?

  /// How many steps it takes.
  public var length: Int { max(0, steps.count - 1) }
}

/// The states that a search by fingerprints may have missed.
///
/// With b bits, two different states share a fingerprint with probability 2⁻ᵇ; the one found later is
/// then taken for the other, and it is omitted, with all that only it leads to.
public struct Omission: Sendable, Equatable {
  /// The estimated number of states that were mistaken for others. n fingerprints found among m = 2ᵇ
  /// come from -m·ln(1 - n/m) states: what was thrown into m urns to fill n. What only those lead to
  /// is missed on top.
  public var expectedStates: Double
  /// An upper bound of the probability that any state was omitted.
  public var probability: Double { min(1, expectedStates) }

  init(found: Int, bits: Int) {
    let ratio = Double(found) / Double(sign: .plus, exponent: bits, significand: 1)
    // m·(-ln(1 - x) - x) = n·(x/2 + x²/3 + ...), summed from the series: exact for tiny x.
    var term = ratio
    var sum = 0.0
    var order = 2.0
    while term / order > sum * 1e-17, order < 100_000 {
      sum += term / order
      term *= ratio
      order += 1
    }
    expectedStates = Double(found) * sum
  }
}
