/// A node under search: runs its handlers once for each state and event, and names the results.
final class TypedSearchCell<N: Node>: SearchCell<N.Message> {
  /// All that a node is: its state, and what the world keeps for it.
  struct Image: Hashable {
    var state: N
    var isUp = true
    /// Numbers of the pending timers, in ascending order.
    var timers: [UInt32] = []
    var storage = StableStorage<N.Record>()
    /// The operations that have begun.
    var invoked = 0
    /// Whether the last of them is unanswered.
    var isWaiting = false
  }

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

  override func started() -> [Handled] {
    handle(Image(state: initial)) { $0.start(&$1) }
  }

  override func isUp(_ image: UInt32) -> Bool { images[image].isUp }

  override func receive(
    _ message: N.Message, from sender: NodeID, _ image: UInt32
  ) -> [Handled] {
    handle(images[image]) { $0.receive(message, from: sender, &$1) }
  }

  override func timers(_ image: UInt32) -> [UInt32] { images[image].timers }

  override func fire(_ timer: UInt32, _ image: UInt32) -> [Handled] {
    var now = images[image]
    now.timers.removeAll { $0 == timer }
    let value = pending[timer]
    return handle(now) { $0.fire(value, &$1) }
  }

  override func nextOperation(_ image: UInt32) -> Int? {
    let now = images[image]
    let mayBegin = now.isUp && now.invoked < operations && !(isClosedLoop && now.isWaiting)
    return mayBegin ? now.invoked + 1 : nil
  }

  override func invoke(_ image: UInt32) -> [Handled] {
    var now = images[image]
    let operation = work.operations[now.invoked]
    now.invoked += 1
    now.isWaiting = true
    let operationID = OperationID(client: id, number: now.invoked)
    return handle(now, before: [.invoked(operation: now.invoked)]) {
      $0.invoke(operation, as: operationID, &$1)
    }
  }

  override func crashed(_ image: UInt32) -> [(image: UInt32, losing: Int, tearing: Bool)] {
    crashes(of: images[image]).map { (images.intern($0.image), $0.losing, $0.tearing) }
  }

  override func restart(_ image: UInt32) -> [Handled] {
    var now = images[image]
    now.isUp = true
    now.state = initial
    now.isWaiting = false
    let log = now.storage.synced
    return handle(now) { $0.restart(recovering: log, &$1) }
  }

  // MARK: Handling

  /// Runs a handler once for each way in which its choices can fall.
  private func handle(
    _ image: Image, before: [Consequence] = [],
    _ handler: (inout N, inout Context<N>) -> Void
  ) -> [Handled] {
    var handled: [Handled] = []
    var script: [Int]? = []
    while let values = script {
      var context = makeContext(values)
      var after = image
      handler(&after.state, &context)
      let taken = context.choices.taken
      handled += outcomes(after, before, context.effects, taken.map(\.value), misuse(of: context))
      script = next(after: taken)
    }
    return handled
  }

  private func makeContext(_ script: [Int]) -> Context<N> {
    Context(
      id: id, nodes: roster.nodes, peers: roster.peers(of: id), random: SplitMix64(seed: 0),
      clock: .start, choices: ChoiceSource(script: script))
  }

  private func misuse(of context: Context<N>) -> Misuse.Kind? {
    if let kind = context.misuse { return kind }
    if context.readClock { return .readClockDuringSearch }
    return context.random == SplitMix64(seed: 0) ? nil : .drewRandomnessDuringSearch
  }

  /// The script that comes after the one just tried, in the order of an odometer.
  private func next(after taken: [ChoiceSource.Choice]) -> [Int]? {
    guard let last = taken.lastIndex(where: { $0.value + 1 < $0.count }) else { return nil }
    return taken[..<last].map(\.value) + [taken[last].value + 1]
  }

  /// The event carried out whole, and cut off by a crash at each place.
  private func outcomes(
    _ image: Image, _ before: [Consequence], _ effects: [Effect<N>], _ choices: [Int],
    _ misuse: Misuse.Kind?
  ) -> [Handled] {
    if let misuse {
      return [
        Handled(
          image: images.intern(image), effects: before + [.misused(misuse)], choices: choices)
      ]
    }
    var now = image
    var done = before
    var handled: [Handled] = []
    for (index, effect) in effects.enumerated() {
      if crashesWithin { handled += cutOff(now, done, choices, after: index) }
      perform(effect, &now, &done)
    }
    let whole = Handled(image: images.intern(now), effects: done, choices: choices)
    return [whole] + handled
  }

  private func cutOff(
    _ image: Image, _ done: [Consequence], _ choices: [Int], after count: Int
  ) -> [Handled] {
    crashes(of: image).map { crash in
      Handled(
        image: images.intern(crash.image),
        effects: done.filter { $0 != .invokesNext }, choices: choices,
        crash: .init(effects: count, losing: crash.losing, tearing: crash.tearing))
    }
  }

  private func crashes(of image: Image) -> [(image: Image, losing: Int, tearing: Bool)] {
    guard image.isUp else { return [] }
    var found: [(image: Image, losing: Int, tearing: Bool)] = []
    let unsynced = image.storage.unsynced.count
    for losing in 0...unsynced {
      for tearing in [false, true] {
        var down = image
        down.isUp = false
        down.timers = []
        down.storage.crash(keeping: unsynced - losing, tearing: tearing)
        if !found.contains(where: { $0.image == down }) { found.append((down, losing, tearing)) }
      }
    }
    return found
  }

  private func perform(_ effect: Effect<N>, _ image: inout Image, _ done: inout [Consequence]) {
    switch effect {
    case .send(let message, let receiver):
      done.append(.send(envelope: envelopes.intern(Envelope(from: id, to: receiver, message))))
    case .set(let timer, _):
      let number = pending.intern(timer)
      guard !image.timers.contains(number) else { return }
      image.timers.insert(number, at: image.timers.firstIndex { $0 > number } ?? image.timers.count)
    case .cancel(let timer):
      let number = pending.intern(timer)
      image.timers.removeAll { $0 == number }
    case .append(let record): image.storage.append(record)
    case .rewrite(let records): image.storage.rewrite(records)
    case .sync: image.storage.sync()
    case .respond(let response, let operation): respond(response, operation, &image, &done)
    case .note: break
    }
  }

  private func respond(
    _ response: N.Response, _ operation: OperationID, _ image: inout Image,
    _ done: inout [Consequence]
  ) {
    guard operation.client == id, (1...max(1, image.invoked)).contains(operation.number),
      image.invoked > 0
    else { return done.append(.misused(.unknownOperation(operation))) }
    done.append(.returned(operation: operation.number, response: responses.intern(response)))
    guard operation.number == image.invoked else { return }
    image.isWaiting = false
    if invokesAtOnce, isClosedLoop, image.invoked < operations { done.append(.invokesNext) }
  }

  override func adopt(
    _ image: UInt32, of other: SearchCell<N.Message>, _ names: (NodeID) -> NodeID
  ) -> UInt32 {
    guard let other = other as? TypedSearchCell<N> else {
      preconditionFailure("interchangeable nodes must be of one type")
    }
    var now = other.images[image]
    now.state = renamed(now.state, names)
    now.timers = now.timers.map { pending.intern(renamed(other.pending[$0], names)) }.sorted()
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
