// Generated from Chapters/02-rpc.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 28d6f6b947e34656

#sourceLocation(file: "Chapters/02-rpc.md", line: 1342)
public import Simulation

/// How patient a client is.
public struct CallOptions: Hashable, Sendable {
  /// When to give up, counted from the first attempt; nil: never.
  public var deadline: Duration?
  /// When to ask again; nil: never.
  public var retry: Backoff?

  public init(deadline: Duration? = nil, retry: Backoff? = nil) {
    self.deadline = deadline
    self.retry = retry
  }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 1362)
/// How long to wait for a reply before the next attempt.
public enum Backoff: Hashable, Sendable {
  case fixed(Duration)
  /// Doubles with every attempt up to a ceiling; with jitter, the wait is
  /// drawn evenly between nothing and that.
  case exponential(from: Duration, upTo: Duration, hasJitter: Bool)
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 1526)
extension Backoff {
  /// The longest wait after that many attempts.
  func ceiling(after attempts: Int) -> Duration {
    switch self {
    case .fixed(let wait): return wait
    case .exponential(let first, let limit, _):
      var wait = first
      for _ in 1..<max(1, min(attempts, 64)) where wait < limit { wait *= 2 }
      return min(wait, limit)
    }
  }

  public func delay(
    after attempts: Int, using random: inout SplitMix64
  ) -> Duration {
    let ceiling = ceiling(after: attempts)
    guard case .exponential(_, _, true) = self else { return ceiling }
    let width = UInt64(ceiling.wholeNanoseconds) + 1
    return .nanoseconds(Int64(random.next(below: width)))
  }
}

extension Server where Application == KeyValueStore {
  init(_ rule: DuplicateRule = .suppress) { self.init(KeyValueStore(), rule) }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 1767)
/// Lets retries add at most a tenth to the load of the calls themselves.
public struct RetryBudget: Hashable, Sendable {
  private var tenths: Int
  private let limit: Int

  /// `burst` retries may be saved up.
  public init(burst: Int = 10) {
    limit = 10 * burst
    tenths = limit
  }

  public mutating func recordCall() { tenths = min(tenths + 1, limit) }

  /// Whether a retry is allowed; if so, it is paid for.
  public mutating func takeRetry() -> Bool {
    guard tenths >= 10 else { return false }
    tenths -= 10
    return true
  }
}
#sourceLocation()
