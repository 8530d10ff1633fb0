/// Points with two decimals, held exactly: a score never depends on how sums are rounded.
public struct Points: Hashable, Comparable, Sendable, CustomStringConvertible {
  public var hundredths: Int

  public init(hundredths: Int) { self.hundredths = hundredths }

  /// What an exercise of so many stars is worth, ten points a star. Nothing else says so.
  public init(stars: Int) { hundredths = stars * 1000 }

  public static let zero = Points(hundredths: 0)

  public static func < (left: Points, right: Points) -> Bool {
    left.hundredths < right.hundredths
  }

  public static func + (left: Points, right: Points) -> Points {
    Points(hundredths: left.hundredths + right.hundredths)
  }

  /// Shares that add up to the whole; the first ones get what doesn't divide evenly.
  public func split(into count: Int) -> [Points] {
    guard count > 0 else { return [] }
    let (share, rest) = hundredths.quotientAndRemainder(dividingBy: count)
    return (0..<count).map { Points(hundredths: share + ($0 < rest ? 1 : 0)) }
  }

  /// The shortest exact decimal: `10`, `2.5`, `3.34`.
  public var description: String {
    let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
    if rest == 0 { return "\(whole)" }
    let digits = rest < 10 ? "0\(rest)" : "\(rest)"
    return "\(whole)." + (digits.hasSuffix("0") ? String(digits.dropLast()) : digits)
  }
}

extension Sequence<Points> {
  var total: Points { reduce(.zero, +) }
}
