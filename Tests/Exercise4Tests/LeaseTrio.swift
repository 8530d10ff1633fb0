// Generated from Chapters/04-primary-backup.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 2e3bb9cb0d3ca729

#sourceLocation(file: "Chapters/04-primary-backup.md", line: 5329)
import Chapter4
import Exercise4
import ExerciseTesting
import Simulation
import Testing

private let ann = NodeID(1)
private let bob = NodeID(2)
private let length = Duration.seconds(10)

private func at(_ milliseconds: Int) -> Instant {
  Instant(.milliseconds(milliseconds))
}

private func grant(_ request: Int, token: Int) -> LeaseGrant {
  LeaseGrant(request: request, token: token, length: length)
}

@Suite("4.5 Leases and tokens", .exercise)
struct LeaseTrioTests {
  @Test("the issuer grants at once, with the request's number and a token")
  func grants() {
    var issuer = LeaseIssuer(length: length)
    let first = issuer.grant(to: ann, request: 7, now: at(500))
    #expect(first?.request == 7 && first?.length == length, "\(first as Any)")
    #expect((first?.token ?? 0) > 0, "tokens are above 0, which means none")
    #expect(issuer.storedToken == first?.token, "the disk has it")
  }

  @Test("a second holder waits until the first one's lease has ended")
  func secondHolder() {
    var issuer = LeaseIssuer(length: length)
    let first = issuer.grant(to: ann, request: 1, now: at(1_000))
    let early = issuer.grant(to: bob, request: 1, now: at(10_999))
    #expect(early == nil, "Ann's lease lasts until 11,000 ms")
    let second = issuer.grant(to: bob, request: 2, now: at(11_000))
    #expect(
      (second?.token ?? 0) > (first?.token ?? .max), "tokens grow: \(second as Any)")
  }

  @Test("the holder may renew, and a renewal counts from its own moment")
  func renewal() {
    var issuer = LeaseIssuer(length: length)
    let first = issuer.grant(to: ann, request: 1, now: at(0))
    let second = issuer.grant(to: ann, request: 2, now: at(6_000))
    #expect((second?.token ?? 0) > (first?.token ?? .max), "\(second as Any)")
    #expect(
      issuer.grant(to: bob, request: 1, now: at(15_999)) == nil,
      "the second lease lasts until 16,000 ms")
    #expect(issuer.grant(to: bob, request: 2, now: at(16_000)) != nil)
  }

  @Test("a refused request changes nothing")
  func refusal() {
    var issuer = LeaseIssuer(length: length)
    _ = issuer.grant(to: ann, request: 1, now: at(0))
    let before = issuer.storedToken
    _ = issuer.grant(to: bob, request: 1, now: at(9_000))
    #expect(issuer.storedToken == before && before > 0)
    #expect(
      issuer.grant(to: bob, request: 2, now: at(10_000)) != nil,
      "Bob's first request was refused, and doesn't prolong Ann's lease")
  }

  @Test("after a restart it waits for a length, and its tokens go on")
  func restart() {
    var issuer = LeaseIssuer(length: length)
    _ = issuer.grant(to: ann, request: 1, now: at(0))
    let token = issuer.storedToken
    var next = LeaseIssuer(
      length: length, storedToken: token, restartedAt: at(3_000))
    for holder in [ann, bob] {
      #expect(
        next.grant(to: holder, request: 2, now: at(12_999)) == nil,
        "it can't know whose lease lasts")
    }
    let second = next.grant(to: bob, request: 3, now: at(13_000))
    #expect((second?.token ?? 0) > token, "\(second as Any)")
    #expect(next.storedToken == second?.token)
  }

  @Test("the lease runs from when its request was sent, not from the grant's arrival")
  func fromSending() {
    var holder = LeaseHolder(drift: 0)
    let number = holder.request(now: at(1_000))
    #expect(!holder.mayServe(now: at(1_001)), "it has no lease yet")
    #expect(number == 1)
    holder.receive(grant(number, token: 5))
    #expect(holder.token == 5)
    #expect(holder.mayServe(now: at(10_999)))
    #expect(!holder.mayServe(now: at(11_000)), "10 s after the request")
  }

  @Test(
    "drift shortens the lease, to no more and not much less than is safe",
    arguments: [0, 200, 10_000, 50_000])
  func drift(partsPerMillion: Int) {
    let drift = Double(partsPerMillion) / 1_000_000
    var holder = LeaseHolder(drift: partsPerMillion)
    let number = holder.request(now: .start)
    holder.receive(grant(number, token: 1))
    let least = length * (1 - 4 * drift) - .microseconds(1)
    let most = length * ((1 - drift) / (1 + drift)) + .microseconds(1)
    #expect(holder.mayServe(now: Instant(least)), "L(1 - 4ρ) is \(least)")
    #expect(!holder.mayServe(now: Instant(most)), "L(1 - ρ)/(1 + ρ) is \(most)")
  }

  @Test("each grant belongs to its own request, and the highest token counts")
  func severalRequests() {
    var holder = LeaseHolder(drift: 0)
    let first = holder.request(now: at(0))
    let second = holder.request(now: at(4_000))
    holder.receive(grant(first, token: 3))
    #expect(!holder.mayServe(now: at(10_000)), "request 1 was sent at 0")
    holder.receive(grant(second, token: 4))
    #expect(holder.mayServe(now: at(13_999)) && holder.token == 4)
    holder.receive(grant(first, token: 3))
    #expect(
      holder.mayServe(now: at(13_999)) && holder.token == 4,
      "the grant for request 1 comes a second time, late")
  }

  @Test("a grant for no request of its own says nothing")
  func strange() {
    var holder = LeaseHolder(drift: 0)
    let number = holder.request(now: at(0))
    holder.receive(grant(number + 1, token: 9))
    #expect(!holder.mayServe(now: at(1)))
    holder.receive(grant(number, token: 2))
    #expect(holder.mayServe(now: at(1)) && holder.token == 2)
  }

  @Test("the disk refuses an older token, and takes an equal or a newer one")
  func disk() throws {
    var disk = TokenDisk()
    try disk.write("a", token: 7)
    try disk.write("b", token: 7)
    #expect(disk.value == "b")
    try disk.write("c", token: 9)
    #expect(throws: StaleToken(highest: 9)) { try disk.write("d", token: 8) }
    #expect(disk.value == "c", "a refused write writes nothing")
    #expect(throws: StaleToken(highest: 9)) { try disk.write("e", token: 7) }
    try disk.write("f", token: 9)
    #expect(disk.value == "f")
  }

  /// Clocks that are as wrong as they may be, one rate for each part.
  private static let rates: [(issuer: Double, ann: Double, bob: Double)] =
    [0.98, 1, 1.02].flatMap { issuer in
      [0.98, 1, 1.02].flatMap { ann in [0.98, 1.02].map { (issuer, ann, $0) } }
    }

  @Test("with clocks that drift as far as they may, two never serve at a time")
  func neverTwo() throws {
    for rate in Self.rates {
      var issuer = LeaseIssuer(length: length)
      var (holders, served) = (
        [ann: LeaseHolder(drift: 20_000), bob: LeaseHolder(drift: 20_000)],
        [ann: 0, bob: 0]
      )
      let clocks = [ann: rate.ann, bob: rate.bob]
      // Ann asks every second for 40 s, and her grants travel for 1.5 s. Then
      // Bob asks, ten times as often, and his take 50 ms.
      var flying: [(arrival: Int, holder: NodeID, grant: LeaseGrant)] = []
      for time in stride(from: 0, to: 80_000, by: 50) {
        func shown(_ rate: Double) -> Instant { at(Int(Double(time) * rate)) }
        for (arrival, id, grant) in flying where arrival == time {
          holders[id]?.receive(grant)
        }
        let asker = time < 40_000 ? ann : bob
        if time % (asker == ann ? 1_000 : 100) == 0, let clock = clocks[asker],
          let number = holders[asker]?.request(now: shown(clock)),
          let grant = issuer.grant(
            to: asker, request: number, now: shown(rate.issuer))
        {
          flying.append((time + (asker == ann ? 1_500 : 50), asker, grant))
        }
        let serving = [ann, bob].filter { id in
          clocks[id].map { holders[id]?.mayServe(now: shown($0)) ?? false } ?? false
        }
        for id in serving { served[id, default: 0] += 1 }
        try #require(
          serving.count < 2, "both serve at \(time) ms, with rates \(rate)")
      }
      try #require(
        served.values.allSatisfy { $0 > 400 },
        "each must serve for most of its time: \(served), rates \(rate)")
    }
  }

  @Test("a holder that stands still between its look at the clock and its write is refused")
  func pause() throws {
    for pause in stride(from: 0, through: 30_000, by: 500) {
      var (issuer, disk) = (LeaseIssuer(length: length), TokenDisk())
      var (old, new) = (LeaseHolder(drift: 200), LeaseHolder(drift: 200))
      let first = old.request(now: at(0))
      if let grant = issuer.grant(to: ann, request: first, now: at(10)) {
        old.receive(grant)
      }
      try #require(old.mayServe(now: at(20)))
      let token = try #require(old.token)
      // Now Ann's server stands still, with a write in its hand.
      var hasWritten = false
      for time in stride(from: 1_000, through: 20 + pause, by: 1_000) {
        let number = new.request(now: at(time))
        if let grant = issuer.grant(to: bob, request: number, now: at(time)) {
          new.receive(grant)
        }
        guard new.mayServe(now: at(time)), let token = new.token else { continue }
        try disk.write("new", token: token)
        hasWritten = true
      }
      if hasWritten {
        #expect(throws: StaleToken.self, "after \(pause) ms") {
          try disk.write("old", token: token)
        }
        #expect(disk.value == "new")
      } else {
        try disk.write("old", token: token)
        #expect(disk.value == "old", "nobody else has written")
      }
    }
  }
}
#sourceLocation()
