import Simulation

enum LeaseMessage: Hashable, Sendable { case request, grant(token: Int), write(token: Int) }

/// Lends a lock for a time measured on its own clock, to one after the other.
struct Lender: Node {
  typealias Message = LeaseMessage
  enum Timer: Hashable, Sendable { case leaseEnds }

  var queue: [NodeID] = []
  var token = 0
  var isLent = false

  mutating func receive(_ message: Message, from sender: NodeID, _ context: inout Context<Self>) {
    guard message == .request else { return }
    queue.append(sender)
    if !isLent { lend(&context) }
  }

  mutating func fire(_ timer: Timer, _ context: inout Context<Self>) {
    isLent = false
    lend(&context)
  }

  private mutating func lend(_ context: inout Context<Self>) {
    guard !queue.isEmpty else { return }
    isLent = true
    token += 1
    context.send(.grant(token: token), to: queue.removeFirst())
    context.set(.leaseEnds, after: leaseLength)
  }
}

let leaseLength = Duration.milliseconds(100)

/// Believes that it holds the lock until the lease ends by its own clock, less a margin; writes to the
/// store near the end.
struct Borrower: Node {
  typealias Message = LeaseMessage
  enum Timer: Hashable, Sendable { case write(token: Int), leaseEnds }

  let lender: NodeID
  let store: NodeID
  let margin: Duration
  var requestedAt = Instant.start
  var holds = false

  mutating func start(_ context: inout Context<Self>) {
    requestedAt = context.now
    context.send(.request, to: lender)
  }

  mutating func receive(_ message: Message, from sender: NodeID, _ context: inout Context<Self>) {
    guard case .grant(let token) = message else { return }
    holds = true
    context.set(.write(token: token), after: .milliseconds(10))
    context.set(.leaseEnds, after: leaseLength - margin)
  }

  mutating func fire(_ timer: Timer, _ context: inout Context<Self>) {
    switch timer {
    case .write(let token): context.send(.write(token: token), to: store)
    case .leaseEnds: holds = false
    }
  }
}

/// Takes every write, or only those of the newest holder.
struct Store: Node {
  typealias Message = LeaseMessage

  let isFenced: Bool
  var accepted: [Int] = []

  mutating func receive(_ message: Message, from sender: NodeID, _ context: inout Context<Self>) {
    guard case .write(let token) = message else { return }
    if !isFenced || token >= accepted.last ?? 0 { accepted.append(token) }
  }
}

func lease(margin: Duration, isFenced: Bool) -> System<LeaseMessage> {
  var system = System<LeaseMessage>()
  system.timing = .bounded
  system.links.standard = Link(delay: .uniform(.milliseconds(1) ... .milliseconds(3)))
  let lender = system.add("lender", Lender())
  let store = system.add("store", Store(isFenced: isFenced))
  for name in ["X", "Y"] {
    system.add(name, Borrower(lender: lender, store: store, margin: margin))
  }
  return system
}

let oneHolder = Invariant<LeaseMessage>("one node at a time holds the lock") { view in
  let holders = view.all(Borrower.self).filter(\.node.holds).map { view.name(of: $0.id) }
  return holders.count <= 1 ? nil : holders.joined(separator: " and ") + " hold it"
}

let writesInOrder = Invariant<LeaseMessage>("no late write gets through") { view in
  let accepted = view[NodeID(1), as: Store.self].accepted
  return accepted == accepted.sorted() ? nil : "accepted \(accepted)"
}
