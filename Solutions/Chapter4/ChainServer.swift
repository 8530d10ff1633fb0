// Generated from Solutions/04-primary-backup.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 77230ef3ac839ede

#sourceLocation(file: "Solutions/04-primary-backup.md", line: 713)
public import Chapter2
public import Chapter4
public import Simulation

/// A server of a chain that survives the death of others.
///
/// Its part follows from its neighbours: no predecessor makes it the head, no
/// successor the tail. Our solution has 75 lines.
public struct ChainServer<Application: StateMachine>: Node {
  public typealias Message = ChainMessage<Application>
  typealias Update = ChainUpdate<Application.Operation>

  /// The application with its table of answers, as far as updates have run.
  public private(set) var table: AtMostOnce<Application>
  private var isPlaced = false
  private var before: NodeID?
  private var after: NodeID?
  private var count = 0
  private var early: [Int: Update] = [:]
  private var kept: [Update] = []

  public init(_ application: Application) { table = AtMostOnce(application) }

  public mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    switch message {
    case .neighbours(let before, let after):
      (self.before, self.after, isPlaced) = (before, after, true)
      settle(&context)
    case .request(let call) where isPlaced:
      if before == nil {
        order(call, of: sender, &context)
      } else if after == nil {
        read(call, for: sender, &context)
      }
    case .update(let update) where isPlaced && before != nil:
      if update.number > count { early[update.number] = update }
      while let next = early.removeValue(forKey: count + 1) {
        run(next, &context)
      }
    case .stored(let number) where after != nil: drop(through: number, &context)
    default: return
    }
  }

  private mutating func settle(_ context: inout Context<Self>) {
    if let after {
      for update in kept { context.send(.update(update), to: after) }
    } else {
      for update in kept { answer(update.call, of: update.client, &context) }
      drop(through: count, &context)
    }
  }

  private mutating func order(
    _ call: Call<Application.Operation>, of client: NodeID,
    _ context: inout Context<Self>
  ) {
    if kept.contains(where: { $0.call == call }) { return }
    if table.isPast(call.id) { return answer(call, of: client, &context) }
    run(Update(count + 1, call, of: client), &context)
  }

  private func read(
    _ call: Call<Application.Operation>, for client: NodeID,
    _ context: inout Context<Self>
  ) {
    guard Application.isObservation(call.operation, answered: nil) else {
      return
    }
    var copy = table.application
    context.send(.reply(call.id, copy.apply(call.operation)), to: client)
  }

  private mutating func run(_ update: Update, _ context: inout Context<Self>) {
    count = update.number
    guard let after else {
      answer(update.call, of: update.client, &context)
      return drop(through: count, &context)
    }
    _ = table.apply(update.call)
    kept.append(update)
    context.send(.update(update), to: after)
  }

  private mutating func answer(
    _ call: Call<Application.Operation>, of client: NodeID,
    _ context: inout Context<Self>
  ) {
    guard let reply = table.apply(call) else { return }
    context.send(.reply(call.id, reply), to: client)
  }

  private mutating func drop(
    through number: Int, _ context: inout Context<Self>
  ) {
    kept.removeAll { $0.number <= number }
    guard let before else { return }
    context.send(.stored(through: number), to: before)
  }
}
#sourceLocation()
