/// A moment of virtual time, in nanoseconds since the start of the run.
///
/// Nothing in the simulated world reads the machine's clock. Sums that leave the range (292 years)
/// stop at its ends, so that an "infinite" timeout needs no special case.
public struct Instant: Hashable, Codable, Sendable, InstantProtocol {
  public let nanoseconds: Int64

  public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// The moment that long after the start of the run.
  public init(_ elapsed: Duration) { nanoseconds = elapsed.wholeNanoseconds }

  /// How long after the start of the run it is.
  public var elapsed: Duration { .nanoseconds(nanoseconds) }

  public static let start = Instant(nanoseconds: 0)
  public static let distantFuture = Instant(nanoseconds: .max)

  public func advanced(by span: Duration) -> Instant { advanced(by: span.wholeNanoseconds) }

  func advanced(by span: Int64) -> Instant {
    let (sum, overflow) = nanoseconds.addingReportingOverflow(span)
    return Instant(nanoseconds: overflow ? (span < 0 ? .min : .max) : sum)
  }

  public func duration(to other: Instant) -> Duration {
    .nanoseconds(other.nanoseconds) - .nanoseconds(nanoseconds)
  }

  public static func < (left: Instant, right: Instant) -> Bool {
    left.nanoseconds < right.nanoseconds
  }
}

extension Instant: CustomStringConvertible {
  /// Milliseconds in plain decimals, exact and without trailing zeros: `12.5ms`.
  public var description: String { nanoseconds.asMilliseconds }

  /// Reads what `description` writes.
  public init?(_ text: some StringProtocol) {
    guard let nanoseconds = Int64(milliseconds: text) else { return nil }
    self.init(nanoseconds: nanoseconds)
  }
}

extension Duration {
  /// Rounded towards zero; spans beyond the range of `Instant` stop at its ends.
  public var wholeSeconds: Int { Int(wholeNanoseconds / 1_000_000_000) }

  /// Rounded towards zero; spans beyond the range of `Instant` stop at its ends.
  public var wholeMilliseconds: Int { Int(wholeNanoseconds / 1_000_000) }

  /// Rounded towards zero; spans beyond the range of `Instant` stop at its ends.
  public var wholeNanoseconds: Int64 {
    let (seconds, attoseconds) = components
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, carried) = product.addingReportingOverflow(attoseconds / 1_000_000_000)
    return overflow || carried ? (seconds < 0 ? .min : .max) : sum
  }
}

extension Int64 {
  /// These nanoseconds as milliseconds in plain decimals; integer arithmetic only, so that every
  /// machine prints the same bytes.
  var asMilliseconds: String {
    let (whole, rest) = magnitude.quotientAndRemainder(dividingBy: 1_000_000)
    var digits = String(rest)
    digits = String(repeating: "0", count: 6 - digits.count) + digits
    while digits.last == "0" { digits.removeLast() }
    return (self < 0 ? "-" : "") + String(whole) + (digits.isEmpty ? "" : "." + digits) + "ms"
  }

  init?(milliseconds text: some StringProtocol) {
    guard text.hasSuffix("ms") else { return nil }
    let number = text.dropLast(2)
    let magnitude = number.hasPrefix("-") ? number.dropFirst() : number[...]
    let parts = magnitude.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = UInt64(parts[0]), parts[0].first != "+" else { return nil }
    let digits = parts.count == 2 ? String(parts[1]) : "0"
    guard (1...6).contains(digits.count), digits.utf8.allSatisfy({ (48...57).contains($0) }),
      let rest = Int64(digits + String(repeating: "0", count: 6 - digits.count))
    else { return nil }
    let (product, overflow) = whole.multipliedReportingOverflow(by: 1_000_000)
    let (sum, carried) = product.addingReportingOverflow(UInt64(rest))
    guard !overflow, !carried else { return nil }
    if number.hasPrefix("-") {
      guard sum <= UInt64(Int64.max) + 1 else { return nil }
      self = Int64(truncatingIfNeeded: 0 &- sum)
    } else {
      guard sum <= UInt64(Int64.max) else { return nil }
      self = Int64(sum)
    }
  }
}
