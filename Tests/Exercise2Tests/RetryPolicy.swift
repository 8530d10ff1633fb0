// Generated from Chapters/02-rpc.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 95ae9653e42dc297

#sourceLocation(file: "Chapters/02-rpc.md", line: 4224)
import Chapter2
import Exercise2
import ExerciseTesting
import Simulation
import Testing

@Suite("2.4 A retry policy", .exercise) struct RetryPolicyTests {
  private let policy = RetryPolicy(
    first: .milliseconds(100), limit: .seconds(2))
  private let id = CallID(client: ClientID(1), sequence: 1)

  /// The times at which a call is sent if every attempt fails at once.
  private func sendings(
    deadline: Duration, failure: AttemptFailure = .timedOut,
    budget: inout RetryBudget,
    _ random: inout SplitMix64
  ) -> [(id: CallID, time: Duration, remaining: Duration)] {
    var call = RetryingCall(id, deadline: Instant(deadline), policy: policy)
    var sent = [(id: id, time: Duration.zero, remaining: deadline)]
    while sent.count < 1000, let last = sent.last,
      case .retry(let name, let wait, let remaining) = call.decide(
        after: failure, at: Instant(last.time), budget: &budget, using: &random)
    {
      sent.append((name, last.time + wait, remaining))
    }
    return sent
  }

  @Test(
    "waits lie between half of a doubling ceiling and the ceiling"
  )
  func bounds() throws {
    var random = SplitMix64(seed: 1)
    for attempts in 1...80 {
      let ceiling = min(2000, 100 << min(attempts - 1, 10))
      for _ in 0..<20 {
        let wait = policy.nextDelay(
          after: attempts, remaining: .seconds(99), using: &random)
        let longest = Duration.milliseconds(ceiling)
        try #require((longest / 2...longest).contains(wait ?? .zero))
      }
    }
  }

  @Test("waits are spread over their range")
  func jitter() {
    var random = SplitMix64(seed: 2)
    let waits = (0..<400).compactMap { _ in
      policy.nextDelay(after: 3, remaining: .seconds(99), using: &random)
    }
    #expect(Set(waits).count > 300)
    #expect(waits.contains { $0 < .milliseconds(240) })
    #expect(waits.contains { $0 > .milliseconds(360) })
  }

  @Test(
    "the number of attempts can be as large as it likes",
    arguments: [63, 64, 65, 1000, .max])
  func overflow(attempts: Int) {
    var random = SplitMix64(seed: 3)
    let wait = policy.nextDelay(
      after: attempts, remaining: .seconds(99), using: &random)
    #expect((.seconds(1)...(.seconds(2))).contains(wait ?? .zero))
    let again = policy.nextDelay(
      after: attempts, remaining: .seconds(99), using: &random)
    #expect(again != nil && again != wait, "two draws that are the same")
  }

  @Test("no attempt begins at the deadline or after it", arguments: 0..<50)
  func deadline(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var budget = RetryBudget(burst: 100)
    let deadline = Duration.milliseconds(400 + 40 * Int(seed))
    let sent = sendings(deadline: deadline, budget: &budget, &random)
    #expect(sent.count > 2)
    for sending in sent {
      #expect(sending.time < deadline)
      #expect(sending.time + sending.remaining == deadline)
    }
  }

  @Test(
    "all attempts carry one name, so that a server's table runs the call once")
  func name() {
    var random = SplitMix64(seed: 5)
    var budget = RetryBudget(burst: 100)
    var server = AtMostOnce(KeyValueStore())
    let sent = sendings(deadline: .seconds(9), budget: &budget, &random)
    #expect(sent.count >= 6)
    for sending in sent {
      #expect(
        server.apply(Call(sending.id, .append("log", "x"))) == .value("x"))
    }
  }

  @Test("overload is retried, an answer of the application never")
  func answers() {
    var random = SplitMix64(seed: 6)
    var budget = RetryBudget(burst: 100)
    let patient = sendings(
      deadline: .seconds(9), failure: .overloaded, budget: &budget, &random)
    #expect(patient.count > 3)
    let refused = sendings(
      deadline: .seconds(9), failure: .rejected, budget: &budget, &random)
    #expect(refused.count == 1)
  }

  @Test(
    "under total failure the load is at most a tenth above that of the calls")
  func load() {
    var random = SplitMix64(seed: 7)
    var budget = RetryBudget(burst: 10)
    var sent = 0
    for _ in 0..<1000 {
      budget.recordCall()
      sent += sendings(deadline: .seconds(5), budget: &budget, &random).count
    }
    #expect(sent <= 1100 + 10)
    #expect(sent >= 1090)
  }

  @Test("a retry that isn't made is not paid for")
  func paidFor() {
    var random = SplitMix64(seed: 8)
    var budget = RetryBudget(burst: 1)
    let late = sendings(deadline: .milliseconds(10), budget: &budget, &random)
    let refused = sendings(
      deadline: .seconds(9), failure: .rejected, budget: &budget, &random)
    #expect(late.count + refused.count == 2)
    #expect(
      sendings(deadline: .seconds(9), budget: &budget, &random).count == 2)
  }
}
#sourceLocation()
