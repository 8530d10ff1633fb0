/// Finds room for labels: each has a few candidate places, best first.
///
/// The cost of a place counts what it would cover. Labels settle in rounds: each takes its
/// cheapest place given where the others are, until nobody moves or the rounds run out. Order
/// alone breaks ties, so equal pictures have equal labels. O(rounds × labels × candidates ×
/// obstacles).
struct LabelPlacer {
  struct Label {
    var candidates: [Box]
    /// The segments that the label belongs to and may cover.
    var own: Range<Int> = 0..<0
  }

  /// What must stay free: dots and symbols.
  var blocks: [Box] = []
  /// What had better stay free: lines, by how much it hurts to cover them.
  var segments: [(segment: Segment, weight: Double)] = []

  /// For each label, the index of its place among its candidates.
  func place(_ labels: [Label], rounds: Int = 6) -> [Int] {
    let fixed = labels.map { label in label.candidates.map { fixedCost($0, own: label.own) } }
    var chosen = fixed.map { cheapest($0) }
    for _ in 0..<rounds {
      let before = chosen
      for (index, label) in labels.enumerated() where !label.candidates.isEmpty {
        let others = labels.indices.filter { $0 != index && !labels[$0].candidates.isEmpty }
          .map { labels[$0].candidates[chosen[$0]] }
        let costs = zip(label.candidates, fixed[index]).map { box, cost in
          cost + others.reduce(0) { $0 + 20 * box.overlap($1) }
        }
        chosen[index] = cheapest(costs)
      }
      if chosen == before { break }
    }
    return chosen
  }

  private func fixedCost(_ box: Box, own: Range<Int>) -> Double {
    let covered = blocks.reduce(0) { $0 + 10 * box.overlap($1) }
    return segments.indices.reduce(covered) { cost, index in
      own.contains(index)
        ? cost : cost + segments[index].weight * box.length(inside: segments[index].segment)
    }
  }

  /// The first of the smallest; later candidates pay a little for being later.
  private func cheapest(_ costs: [Double]) -> Int {
    var best = 0
    for index in costs.indices
    where costs[index] + 2 * Double(index) < costs[best] + 2 * Double(best) {
      best = index
    }
    return best
  }
}
