/// A mutant and what each test made of it.
public struct KillRow: Hashable, Sendable, Codable {
  public var mutant: String
  /// In the order of the tests; nil for one that wasn't asked, because another had caught it.
  public var verdicts: [Verdict?]
  /// The first test to catch it, of those that were asked, by its index.
  public var killer: Int?
  /// Why it was not run, where it wasn't.
  public var findings: [Finding]

  public init(mutant: String, tests: Int) {
    self.mutant = mutant
    verdicts = Array(repeating: nil, count: tests)
    findings = []
  }

  public init(mutant: String, verdicts: [Verdict]) {
    self.mutant = mutant
    self.verdicts = verdicts
    killer = verdicts.firstIndex(where: Self.kills)
    findings = []
  }

  /// Whether a test caught it: one that ran and did not pass.
  public var isKilled: Bool { killer != nil }

  public func isCaught(by test: Int) -> Bool {
    verdicts.indices.contains(test) && verdicts[test].map(Self.kills) == true
  }

  public static func kills(_ verdict: Verdict) -> Bool {
    switch verdict {
    case .failed, .crashed, .timedOut, .exitedEarly, .outOfMemory: true
    case .passed, .notAttempted, .missing, .didNotCompile, .refused, .graderFailed: false
    }
  }

  mutating func enter(_ verdict: Verdict, of test: Int) {
    verdicts[test] = verdict
    if killer == nil, Self.kills(verdict) { killer = test }
  }
}
