/// A three-way merge of lines (diff3, as Khanna, Kunal and Pierce describe it in "A Formal
/// Investigation of Diff3", 2007): what only one side changed is taken, what both changed alike is
/// taken once, and what they changed differently is a conflict.
enum Merge {
  typealias Line = [UInt8]

  enum Outcome: Equatable {
    case merged([Line])
    /// The first place where both sides changed the same lines.
    case conflict(base: Range<Int>, ours: [Line], theirs: [Line])
  }

  static func merge(base: [Line], ours: [Line], theirs: [Line]) -> Outcome {
    let toOurs = matches(base, ours)
    let toTheirs = matches(base, theirs)
    var merged: [Line] = []
    var (b, o, t) = (0, 0, 0)
    while true {
      // Lines that all three share.
      while b < base.count, toOurs[b] == o, toTheirs[b] == t {
        merged.append(base[b])
        (b, o, t) = (b + 1, o + 1, t + 1)
      }
      if b == base.count && o == ours.count && t == theirs.count { return .merged(merged) }
      // The next line that all three share ends the changed region.
      let end = (b..<base.count).first { toOurs[$0] != nil && toTheirs[$0] != nil } ?? base.count
      let oursEnd = end < base.count ? toOurs[end] ?? ours.count : ours.count
      let theirsEnd = end < base.count ? toTheirs[end] ?? theirs.count : theirs.count
      let (old, left, right) = (base[b..<end], ours[o..<oursEnd], theirs[t..<theirsEnd])
      if left == old || left == right {
        merged += right
      } else if right == old {
        merged += left
      } else {
        return .conflict(base: b..<end, ours: Array(left), theirs: Array(right))
      }
      (b, o, t) = (end, oursEnd, theirsEnd)
    }
  }

  /// For each line of `base`, the line of `other` that it became, in a longest common subsequence.
  static func matches(_ base: [Line], _ other: [Line]) -> [Int?] {
    var removed = Set<Int>()
    var inserted = Set<Int>()
    for change in other.difference(from: base) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var kept = other.indices.filter { !inserted.contains($0) }[...]
    return base.indices.map { removed.contains($0) ? nil : kept.popFirst() }
  }
}

extension Merge {
  /// A block's edited lines with the imports put back that a formatter took out of it: those that
  /// the base has, the edit has not, and the top of the file has now.
  static func restoring(_ hoisted: Set<Line>, base: [Line], in edited: [Line]) -> [Line] {
    guard !hoisted.isEmpty else { return edited }
    let place = matches(base, edited)
    var before = [[Line]](repeating: [], count: edited.count + 1)
    for (index, line) in base.enumerated()
    where place[index] == nil && hoisted.contains(line.trimmed) {
      let previous = place[..<index].last { $0 != nil } ?? nil
      before[previous.map { $0 + 1 } ?? 0].append(line)
    }
    return edited.indices.flatMap { before[$0] + [edited[$0]] } + before[edited.count]
  }
}
