/// A node under search: runs its handlers once for each state and event, and names the results.
final class TypedSearchCell<N: Node>: SearchCell<N.Message> {
  typealias Image = DrivenNode<N>

  private let initial: N
  private let work: Workload<N.Operation>
  private let roster: Roster
  private let crashesWithin: Bool
  private let invokesAtOnce: Bool
  private let images = Interner<Image>()
  private let pending = Interner<N.Timer>()
  private let responses = Interner<N.Response>()

  init(
    _ member: Member<N>, id: NodeID, roster: Roster, envelopes: Interner<Envelope<N.Message>>,
    crashesWithin: Bool, invokesAtOnce: Bool
  ) {
    initial = member.node
    work = member.work
    self.roster = roster
    self.crashesWithin = crashesWithin
    self.invokesAtOnce = invokesAtOnce
    super.init(id: id, envelopes: envelopes)
  }

  override var hasTimers: Bool { N.Timer.self != Never.self }
  override var operations: Int { work.operations.count }
  override var isClosedLoop: Bool {
    if case .closedLoop = work.pace { true } else { false }
  }

  // MARK: Events

  override func started() -> [Handled] { handle(.start, Image(initial)) }

  override func isUp(_ image: UInt32) -> Bool { images[image].isUp }

  override func receive(
    _ message: N.Message, from sender: NodeID, _ image: UInt32
  ) -> [Handled] {
    handle(.receive(message, from: sender), images[image])
  }

  /// In the order in which the search first met them.
  override func timers(_ image: UInt32) -> [UInt32] {
    images[image].timers.all.map(pending.intern).sorted()
  }

  override func fire(_ timer: UInt32, _ image: UInt32) -> [Handled] {
    handle(.fire(pending[timer]), images[image])
  }

  override func nextOperation(_ image: UInt32) -> Int? {
    let now = images[image]
    guard now.operations.last < operations else { return nil }
    guard isClosedLoop else { return now.operations.last + 1 }
    return now.isUp && now.operations.isReady ? now.operations.last + 1 : nil
  }

  override func invoke(_ image: UInt32) -> [Handled] {
    let now = images[image]
    return handle(.invoke(work.operations[now.operations.last]), now)
  }

  override func crashed(_ image: UInt32) -> [(image: UInt32, crash: Crash)] {
    images[image].everyCrash.map { (images.intern($0.node), $0.crash) }
  }

  override func restart(_ image: UInt32) -> [Handled] {
    let now = images[image]
    return handle(.restart(initial, recovering: now.storage.synced), now)
  }

  // MARK: Handling

  /// Runs a handler once for each way in which its choices can fall.
  private func handle(_ event: NodeEvent<N>, _ image: Image) -> [Handled] {
    var handled: [Handled] = []
    var script: [Int]? = []
    while let values = script {
      var context = makeContext(values)
      let turns = image.everyTurn(event, &context, crashes: crashesWithin)
      let taken = context.choices.taken
      let outcomes = turns.map { outcome($0.node, $0.turn, of: event, taken.map(\.value)) }
      handled += outcomes.suffix(1) + outcomes.dropLast()
      script = next(after: taken)
    }
    return handled
  }

  private func makeContext(_ script: [Int]) -> Context<N> {
    var context = Context<N>(
      id: id, nodes: roster.nodes, peers: roster.peers(of: id), random: SplitMix64(seed: 0),
      clock: .start, choices: ChoiceSource(script: script))
    context.isTimeless = true
    return context
  }

  /// The script that comes after the one just tried, in the order of an odometer.
  private func next(after taken: [ChoiceSource.Choice]) -> [Int]? {
    guard let last = taken.lastIndex(where: { $0.value + 1 < $0.count }) else { return nil }
    return taken[..<last].map(\.value) + [taken[last].value + 1]
  }

  private func outcome(
    _ image: Image, _ turn: Turn<N>, of event: NodeEvent<N>, _ choices: [Int]
  ) -> Handled {
    var handled = Handled(
      image: images.intern(image), isMissed: turn.isMissed, choices: choices, crash: turn.crash)
    if case .invoke = event, !turn.isMissed {
      handled.effects.append(.invoked(operation: image.operations.last))
    }
    for effect in turn.effects {
      switch effect {
      case .send(let message, let receiver):
        let envelope = Envelope(from: id, to: receiver, message)
        handled.effects.append(.send(envelope: envelopes.intern(envelope)))
      case .respond(let response, let operation):
        handled.effects.append(
          .returned(operation: operation.number, response: responses.intern(response)))
      case .set(let timer, _), .cancel(let timer): _ = pending.intern(timer)
      case .append, .rewrite, .sync, .note: break
      }
    }
    if let kind = turn.misuse {
      handled.effects.append(.misused(Misuse(kind, handling: event, by: id, in: roster)))
    }
    handled.isNextDue =
      turn.isNextDue && invokesAtOnce && isClosedLoop && image.operations.last < operations
    return handled
  }

  override func adopt(
    _ image: UInt32, of other: SearchCell<N.Message>, _ names: (NodeID) -> NodeID
  ) -> UInt32 {
    guard let other = other as? TypedSearchCell<N> else {
      preconditionFailure("interchangeable nodes must be of one type")
    }
    var now = other.images[image]
    now.state = renamed(now.state, names)
    now.timers = PendingTimers(now.timers.all.map { renamed($0, names) })
    for timer in now.timers.all { _ = pending.intern(timer) }
    return images.intern(now)
  }

  private func renamed<Value>(_ value: Value, _ names: (NodeID) -> NodeID) -> Value {
    guard let renamable = value as? any Renamable else { return value }
    return renamable.renamed(names) as? Value ?? value
  }

  // MARK: For reading

  override func state<Other: Node>(_ image: UInt32, as type: Other.Type) -> Other? {
    images[image].state as? Other
  }

  override func response<Response>(_ number: UInt32, as type: Response.Type) -> Response? {
    responses[number] as? Response
  }

  override func operation<Operation>(_ number: Int, as type: Operation.Type) -> Operation? {
    work.operations[number - 1] as? Operation
  }

  override func timerText(_ timer: UInt32, _ describer: Describer) -> String {
    describer.describe(pending[timer])
  }

  override func operationText(_ number: Int, _ describer: Describer) -> String {
    describer.describe(work.operations[number - 1])
  }

  override func responseText(_ number: UInt32, _ describer: Describer) -> String {
    describer.describe(responses[number])
  }

  override func text(
    _ image: UInt32, since earlier: UInt32?, _ describer: Describer
  ) -> String {
    let now = images[image]
    let state = earlier.map { changes(from: images[$0].state, to: now.state, describer) }
    return (now.isUp ? "" : "down: ") + (state ?? describer.describe(now.state))
  }

  private func changes(from old: N, to new: N, _ describer: Describer) -> String {
    let fields = Mirror(reflecting: new)
    guard fields.displayStyle == .struct else { return describer.describe(new) }
    let pairs = zip(Mirror(reflecting: old).children, fields.children)
    let changed = pairs.compactMap { before, after -> String? in
      let text = describer.describe(after.value)
      return describer.describe(before.value) == text ? nil : "\(after.label ?? "") = \(text)"
    }
    return changed.isEmpty ? "as before" : changed.joined(separator: ", ")
  }
}
