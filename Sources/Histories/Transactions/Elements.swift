/// The numbers that stand for elements of lists: numbers for themselves, everything else in the order
/// in which it occurs.
struct Elements {
  private static let numbers = -(1 << 62)...(1 << 62)

  private(set) var names: [String] = []
  private var places: [String: Int] = [:]

  mutating func number(of label: String) -> Int {
    if let number = Int(label), Self.numbers.contains(number), "\(number)" == label {
      return number
    }
    if let place = places[label] { return place }
    let place = Int.min + names.count
    places[label] = place
    names.append(label)
    return place
  }
}
