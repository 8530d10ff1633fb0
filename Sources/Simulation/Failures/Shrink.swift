/// A shortest-by-removal part of a failing list that still fails.
///
/// In the manner of delta debugging (Zeller and Hildebrandt, "Simplifying and Isolating
/// Failure-Inducing Input", IEEE TSE 2002): takes away ever smaller chunks, without `ddmin`'s trials of the
/// chunks themselves. The result is 1-minimal: take away any single element and it no longer fails. It
/// keeps the order of the elements, and calls `fails` O(n²) times at worst, O(k log n) times if k
/// elements matter and each matters by itself.
///
/// - Parameter size: of the chunks in the first pass; half of the list if nothing is said. 1 for a list
///   of which little can go.
/// - Precondition: `fails(elements)`, which isn't tested again.
public func shrink<Element>(
  _ elements: [Element], from size: Int? = nil, fails: ([Element]) -> Bool
) -> [Element] {
  var rest = elements
  var chunk = max(1, size ?? rest.count / 2)
  while !rest.isEmpty {
    let before = rest.count
    removeChunks(of: chunk, from: &rest, fails)
    if chunk > 1 {
      chunk = max(1, min(chunk / 2, rest.count / 2))
    } else if rest.count == before {
      break
    }
  }
  return rest
}

/// One pass: takes away each chunk that isn't needed. From the end, because what comes late depends on
/// what comes early, and goes more easily.
private func removeChunks<Element>(
  of size: Int, from rest: inout [Element], _ fails: ([Element]) -> Bool
) {
  var end = rest.count
  while end > 0 {
    let start = max(0, end - size)
    var candidate = rest
    candidate.removeSubrange(start..<end)
    if fails(candidate) { rest = candidate }
    end = start
  }
}
