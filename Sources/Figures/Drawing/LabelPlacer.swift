/// Finds room for labels: each has a few candidate places, best first.
///
/// The cost of a place counts what it would cover. Labels settle in rounds: each takes its
/// cheapest place given where the others are, until nobody moves or the rounds run out. Order
/// alone breaks ties, so equal pictures have equal labels. A label is compared only with what
/// comes near one of its places: O(labels × (labels + obstacles)) with a small factor.
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
    let hulls = labels.map { Box(around: $0.candidates) }
    let fixed = labels.indices.map { fixedCosts(labels[$0], near: hulls[$0]) }
    let neighbours = labels.indices.map { index in
      labels.indices.filter { $0 != index && hulls[$0].touches(hulls[index]) }
    }
    var chosen = fixed.map { cheapest($0) }
    for _ in 0..<rounds {
      let before = chosen
      for index in labels.indices {
        let others = neighbours[index].map { labels[$0].candidates[chosen[$0]] }
        let costs = zip(labels[index].candidates, fixed[index]).map { box, cost in
          cost + others.reduce(0) { $0 + 20 * box.overlap($1) }
        }
        chosen[index] = cheapest(costs)
      }
      if chosen == before { break }
    }
    return chosen
  }

  /// What each place of a label costs, wherever the other labels are.
  private func fixedCosts(_ label: Label, near hull: Box) -> [Double] {
    let blocks = blocks.filter { $0.touches(hull) }
    let segments = segments.enumerated().filter { index, line in
      !label.own.contains(index) && Box(around: line.segment).touches(hull)
    }.map(\.element)
    return label.candidates.map { box in
      let covered = blocks.reduce(0) { $0 + 10 * box.overlap($1) }
      return segments.reduce(covered) { $0 + $1.weight * box.length(inside: $1.segment) }
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
