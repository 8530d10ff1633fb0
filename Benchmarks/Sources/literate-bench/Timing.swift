/// Several runs of the same thing: the median, and how far the others were from it.
struct Timing: CustomStringConvertible {
  private var microseconds: [Int64]

  init(_ durations: [Duration]) {
    microseconds = durations.map { duration in
      let (seconds, attoseconds) = duration.components
      return seconds * 1_000_000 + attoseconds / 1_000_000_000_000
    }.sorted()
  }

  private var median: Int64 { microseconds[microseconds.count / 2] }

  /// With one decimal.
  func ratio(to other: Timing) -> String {
    let tenths = (median * 10 + other.median / 2) / max(1, other.median)
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// `12.3 ms (11.0 to 15.2)`: the median, and the least and the most.
  var description: String {
    let least = Self.milliseconds(microseconds[0])
    let most = Self.milliseconds(microseconds[microseconds.count - 1])
    return "\(Self.milliseconds(median)) ms (\(least) to \(most))"
  }

  private static func milliseconds(_ microseconds: Int64) -> String {
    let tenths = (microseconds + 50) / 100
    return "\(tenths / 10).\(tenths % 10)"
  }
}
