/// Why each transaction of a cycle comes before the next, in words.
struct CycleExplanation {
  let orders: VersionOrders
  let cycle: Cycle

  var sentences: [String] {
    cycle.steps.indices.map { index in
      let next = cycle.steps[(index + 1) % cycle.steps.count].source
      return sentence(cycle.steps[index], before: next)
    }
  }

  /// The kinds of the edges, as the literature writes them.
  var labels: [String] {
    cycle.steps.map { step in
      switch step.kind {
      case .overwrite: "ww \(orders.index.keys[step.key])"
      case .readFrom: "wr \(orders.index.keys[step.key])"
      case .antidependency: "rw \(orders.index.keys[step.key])"
      case .process: "process"
      default: "real time"
      }
    }
  }

  private func sentence(_ step: Cycle.Step, before next: Int) -> String {
    let (first, second) = (TransactionID(step.source), TransactionID(next))
    switch step.kind {
    case .overwrite: return overwrite(step, first, second)
    case .readFrom:
      let version = orders.lists[step.key].longest.prefix(step.place)
      return "\(first) appended \(orders.history.name(version.last ?? 0)) before \(second) read "
        + orders.words(step.key, version)
    case .antidependency: return antidependency(step, first, second)
    case .process: return "\(orders.history[first].client) ran \(first) before \(second)"
    default: return "\(first) had returned before \(second) was invoked"
    }
  }

  private func overwrite(
    _ step: Cycle.Step, _ first: TransactionID, _ second: TransactionID
  ) -> String {
    let list = orders.lists[step.key]
    let value = list.longest[list.longest.startIndex + step.place]
    let appended =
      "\(first) appended \(orders.history.name(value)) to \(orders.index.keys[step.key])"
    let later = Self.first(of: second, after: step.place + 1, in: list, orders)
    let name = orders.history.name(later.value)
    return later.isSeen
      ? "\(appended) before \(second) appended \(name)"
      : "\(appended), and \(second) \(name), which no read has found: it comes after"
  }

  private func antidependency(
    _ step: Cycle.Step, _ first: TransactionID, _ second: TransactionID
  ) -> String {
    let list = orders.lists[step.key]
    let missed = Self.first(of: second, after: step.place, in: list, orders)
    let words = orders.words(step.key, list.longest.prefix(step.place))
    return "\(first) read \(words) before \(second) appended "
      + orders.history.name(missed.value)
  }

  /// The first element of a transaction from a place on, or its first that nobody found.
  private static func first(
    of transaction: TransactionID, after place: Int, in list: VersionOrders.List,
    _ orders: VersionOrders
  ) -> (value: Int, isSeen: Bool) {
    let isOwn = { (append: Int) in orders.index.appends[append].transaction == transaction.index }
    let seen = list.appends.dropFirst(place).compactMap { $0 }.first(where: isOwn)
    let found = seen ?? list.unseen.first(where: isOwn)
    return (found.map { orders.index.appends[$0].value } ?? 0, seen != nil)
  }
}
