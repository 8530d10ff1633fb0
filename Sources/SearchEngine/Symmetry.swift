/// Which states are the same but for the names of interchangeable parts.
public enum Symmetry: Sendable {
  /// Parts without names: `columns[i]` are the positions that belong to part `i`, in the same order
  /// for each, and no id anywhere tells which part is meant. Sorting the columns is then exact.
  case columns([[Int]])
  /// A group of permutations (all of it, the identity included). Element `g` moves the id at
  /// `sources[g][p]` to position `p` and renames it there, see `FrontEnd.rename`. The least image
  /// stands for its orbit: exact, and as slow as the group is large.
  case group(sources: [[Int]])
}

/// Finds the state that stands for a state's orbit.
final class Canonical {
  private let knowledge: Knowledge
  private let symmetry: Symmetry
  private let front: any FrontEnd
  private var renamed: [[[UInt32]]] = []

  init(_ symmetry: Symmetry, _ knowledge: Knowledge, front: any FrontEnd) {
    self.symmetry = symmetry
    self.knowledge = knowledge
    self.front = front
    if case .group(let sources) = symmetry {
      renamed = sources.map { $0.map { _ in [] } }
    }
  }

  /// Whether the front end's code may be needed, so that only the learning thread can do it.
  var needsFrontEnd: Bool {
    if case .group = symmetry { return true }
    return false
  }

  /// The ids of the representative.
  func representative(of ids: [UInt32]) -> [UInt32] {
    switch symmetry {
    case .columns(let columns): sorted(ids, columns)
    case .group(let sources): least(ids, sources)
    }
  }

  func fingerprint(of ids: [UInt32]) -> UInt64 {
    var fingerprint: UInt64 = 0
    for (position, id) in ids.enumerated() {
      fingerprint ^= Fingerprint.share(position: position, id: id, salt: knowledge.salt)
    }
    return fingerprint
  }

  private func sorted(_ ids: [UInt32], _ columns: [[Int]]) -> [UInt32] {
    let order = columns.sorted { left, right in
      for (a, b) in zip(left, right) where ids[a] != ids[b] { return ids[a] < ids[b] }
      return false
    }
    var result = ids
    for (column, source) in zip(columns, order) {
      for (a, b) in zip(column, source) { result[a] = ids[b] }
    }
    return result
  }

  private func least(_ ids: [UInt32], _ sources: [[Int]]) -> [UInt32] {
    var best = ids
    for (element, source) in sources.enumerated() {
      var image = ids
      for position in ids.indices {
        image[position] = rename(ids[source[position]], at: position, by: element)
      }
      if image.lexicographicallyPrecedes(best) { best = image }
    }
    for (position, id) in best.enumerated() { knowledge.admit(id, at: position) }
    return best
  }

  private func rename(_ id: UInt32, at position: Int, by element: Int) -> UInt32 {
    let index = Int(id)
    while renamed[element][position].count <= index { renamed[element][position].append(.max) }
    if renamed[element][position][index] == .max {
      renamed[element][position][index] = front.rename(id, at: position, by: element)
    }
    return renamed[element][position][index]
  }
}
