/// The candidate that a slip of the pen most likely meant, if one is close enough.
public func nearest(_ word: String, among candidates: [String]) -> String? {
  let ranked = candidates.map { (distance: editDistance(word, $0), candidate: $0) }
  guard let best = ranked.min(by: { ($0.distance, $0.candidate) < ($1.distance, $1.candidate) })
  else { return nil }
  return best.distance <= max(2, word.count / 3) ? best.candidate : nil
}

/// Insertions, deletions, substitutions and swaps of neighbours between two words
/// (optimal string alignment). O(n·m).
func editDistance(_ left: String, _ right: String) -> Int {
  let a = Array(left.lowercased().utf8)
  let b = Array(right.lowercased().utf8)
  var rows = [Array(0...b.count)]
  for i in 1..<(a.count + 1) {
    var row = [i]
    for j in 1..<(b.count + 1) {
      let substitution = rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
      var best = min(rows[i - 1][j] + 1, row[j - 1] + 1, substitution)
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
        best = min(best, rows[i - 2][j - 2] + 1)
      }
      row.append(best)
    }
    rows.append(row)
  }
  return rows[a.count][b.count]
}
