import ExerciseSupport

/// The probability that at least `k` of `n` machines are up, where each is up
/// with probability `p`, independently of the others.
///
/// `0 <= k <= n` and `0 <= p <= 1`. It must be right within 10⁻⁹ and quick for
/// n = 200, where there are far too many cases to add them up one by one.
/// Our solution has 7 lines.
public func availability(n: Int, atLeast k: Int, p: Double) -> Double {
  unimplemented("availability(n:atLeast:p:)", returning: 0)
}
