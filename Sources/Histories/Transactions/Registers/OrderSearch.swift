/// Looks for an order of the writes where what is forced leaves some open: tries one, and where it fails both
/// ways round of a pair.
struct OrderSearch {
  /// How many more orders may be tried.
  private var budget: Int
  /// The transactions of the last contradiction.
  private(set) var concerned: [Int] = []

  init(budget: Int) { self.budget = budget }

  /// - Parameter graph: of what is forced, which must not contradict itself.
  /// - Returns: nil if the budget didn't suffice.
  mutating func hasOrder(_ forced: ForcedOrder, _ graph: DependencyGraph) -> Bool? {
    budget -= 1
    guard budget > 0 else { return nil }
    let completion = forced.completion(of: graph)
    guard let region = forced.contradiction(with: completion) else { return true }
    concerned = region.members[0]
    guard let pair = open(completion, forced, region) else { return false }
    var isKnown = true
    for choice in [pair, pair.reversed] {
      switch hasOrder(forced, with: choice) {
      case true?: return true
      case nil: isKnown = false
      case false?: break
      }
    }
    return isKnown ? false : nil
  }

  private mutating func hasOrder(_ forced: ForcedOrder, with choice: Registers.Pair) -> Bool? {
    var forced = forced
    forced.decide(choice)
    switch forced.saturate() {
    case .cycle(_, let region):
      concerned = region.members[0]
      return false
    case .order(let graph): return hasOrder(forced, graph)
    }
  }

  /// A pair of the order that was tried which nothing has forced, best one in the midst of the contradiction.
  private func open(
    _ completion: [Registers.Pair], _ forced: ForcedOrder, _ region: Region
  ) -> Registers.Pair? {
    let open = completion.filter { !forced.isDecided($0) }
    return open.first { region.part(of: $0.first) != nil && region.part(of: $0.second) != nil }
      ?? open.first
  }
}
