/// What a node's clock shows, given true time.
struct LocalClock {
  private(set) var error = ClockError()
  private var setAt: Int64 = 0
  private var shownThen: Int64 = 0

  /// What the clock shows at a moment of true time.
  func reading(at now: Int64) -> Int64 {
    let elapsed = now - setAt
    return error.partsPerMillion == 0
      ? shownThen + elapsed
      : shownThen + elapsed.scaled(by: million + Int64(error.partsPerMillion), over: million)
  }

  /// How much true time passes until the clock has gone on by that much; rounded up, so that no
  /// timer elapses before its clock says so.
  func trueSpan(of local: Int64) -> Int64 {
    guard error.partsPerMillion != 0, local < .max / 4 else { return local }
    let rate = million + Int64(error.partsPerMillion)
    let span = local.scaled(by: million, over: rate)
    return span.scaled(by: rate, over: million) < local ? span + 1 : span
  }

  /// Changes the error: the clock jumps by the difference of the offsets and then goes at the new rate.
  mutating func set(_ new: ClockError, at now: Int64) {
    shownThen = reading(at: now) + (new.offset - error.offset).wholeNanoseconds
    setAt = now
    error = new
  }

  private var million: Int64 { 1_000_000 }
}

extension Int64 {
  /// `self` · numerator / denominator, rounded towards zero, with a product of 128 bits.
  fileprivate func scaled(by numerator: Int64, over denominator: Int64) -> Int64 {
    let product = multipliedFullWidth(by: numerator)
    return denominator.dividingFullWidth((product.high, product.low)).quotient
  }
}
