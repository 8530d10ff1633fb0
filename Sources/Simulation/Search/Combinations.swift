/// All orders of the elements: n! of them, the given one last.
public func permutations<Element>(of elements: [Element]) -> [[Element]] {
  guard let last = elements.last else { return [[]] }
  return permutations(of: Array(elements.dropLast())).flatMap { order in
    (0...order.count).map { place in
      var longer = order
      longer.insert(last, at: place)
      return longer
    }
  }
}

/// All selections of the elements, each in the given order: 2ⁿ of them, none of the elements first and all
/// last.
public func subsets<Element>(of elements: [Element]) -> [[Element]] {
  elements.reduce([[]]) { chosen, element in chosen + chosen.map { $0 + [element] } }
}

/// The selections of so many elements, by places.
public func subsets<Element>(of elements: [Element], count: Int) -> [[Element]] {
  guard count > 0 else { return [[]] }
  guard let first = elements.first, elements.count >= count else { return [] }
  let rest = Array(elements.dropFirst())
  return subsets(of: rest, count: count - 1).map { [first] + $0 } + subsets(of: rest, count: count)
}
