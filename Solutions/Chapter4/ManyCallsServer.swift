// Generated from Solutions/04-primary-backup.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 30e01a03fddce437

#sourceLocation(file: "Solutions/04-primary-backup.md", line: 193)
public import Chapter2
public import Chapter4
public import Simulation

/// A server of a primary-backup pair that forwards calls without waiting for
/// those before them.
///
/// It pings every 25 ms, for the first time when it starts. Our solution has
/// 108 lines.
public struct ManyCallsServer<Application: StateMachine>: Node {
  public typealias Message = ReplicaMessage<Application>
  public enum Timer: Hashable, Sendable { case ping }

  struct Waiting: Hashable, Sendable {
    var call: Call<Application.Operation>
    var client: NodeID
  }

  public let viewServer: NodeID
  /// The application with its table of answers, as far as calls have run here.
  public private(set) var table: AtMostOnce<Application>
  private var view = View()
  private var isReady = false
  /// Calls of this view that have run here.
  private var count = 0
  // Of the primary.
  private var waiting: [Waiting] = []
  // Of the backup.
  private var early: [Int: Call<Application.Operation>] = [:]

  public init(_ application: Application, viewServer: NodeID) {
    (self.viewServer, table) = (viewServer, AtMostOnce(application))
  }

  public mutating func start(_ context: inout Context<Self>) {
    fire(.ping, &context)
  }

  public mutating func fire(_ timer: Timer, _ context: inout Context<Self>) {
    context.set(.ping, after: .milliseconds(25))
    ping(&context)
    guard view.primary == context.id else { return }
    sendState(&context)
    forward(from: 0, &context)
  }

  public mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    switch message {
    case .view(let later): adopt(later, &context)
    case .request(let call): take(call, of: sender, &context)
    case .transfer(let later, let state):
      adopt(later, &context)
      guard later == view, view.backup == context.id else { return }
      if !isReady { table = state }
      isReady = true
      context.send(.transferred(view: view.number), to: sender)
    case .transferred(let number):
      guard number == view.number, view.primary == context.id, !isReady
      else { return }
      begin(&context)
    case .numbered(let call, let number, let viewNumber):
      guard viewNumber >= view.number else {
        return context.send(.view(view), to: sender)
      }
      guard viewNumber == view.number, view.backup == context.id, isReady
      else { return }
      run(call, number)
      context.send(
        .acceptedThrough(number: count, view: viewNumber), to: sender)
    case .acceptedThrough(let number, view.number)
    where view.primary == context.id && isReady:
      while count < number, !waiting.isEmpty { answerFirst(&context) }
    default: return
    }
  }

  private func ping(_ context: inout Context<Self>) {
    let isWaiting = view.primary == context.id && !isReady
    let number = isWaiting ? view.number - 1 : view.number
    context.send(.ping(view: number), to: viewServer)
  }

  private mutating func adopt(_ later: View, _ context: inout Context<Self>) {
    guard later.number > view.number else { return }
    view = later
    (isReady, count, early) = (false, 0, [:])
    guard view.primary == context.id else { return waiting = [] }
    guard view.backup != nil else { return begin(&context) }
    sendState(&context)
  }

  private func sendState(_ context: inout Context<Self>) {
    guard !isReady, let backup = view.backup else { return }
    context.send(.transfer(view, table), to: backup)
  }

  private mutating func begin(_ context: inout Context<Self>) {
    isReady = true
    ping(&context)
    guard view.backup == nil else { return forward(from: 0, &context) }
    while !waiting.isEmpty { answerFirst(&context) }
  }

  private mutating func take(
    _ call: Call<Application.Operation>, of client: NodeID,
    _ context: inout Context<Self>
  ) {
    guard view.primary == context.id,
      !waiting.contains(where: { $0.call == call })
    else { return }
    if isReady, table.isPast(call.id) {
      guard let reply = table.apply(call) else { return }
      return context.send(.reply(call.id, reply), to: client)
    }
    waiting.append(Waiting(call: call, client: client))
    guard isReady else { return }
    if view.backup == nil {
      answerFirst(&context)
    } else {
      forward(from: waiting.count - 1, &context)
    }
  }

  private func forward(from index: Int, _ context: inout Context<Self>) {
    guard isReady, let backup = view.backup else { return }
    for index in index..<max(index, waiting.count) {
      context.send(
        .numbered(
          waiting[index].call, number: count + index + 1, view: view.number),
        to: backup)
    }
  }

  private mutating func answerFirst(_ context: inout Context<Self>) {
    let first = waiting.removeFirst()
    count += 1
    guard let reply = table.apply(first.call) else { return }
    context.send(.reply(first.call.id, reply), to: first.client)
  }

  private mutating func run(
    _ call: Call<Application.Operation>, _ number: Int
  ) {
    if number > count { early[number] = call }
    while let next = early.removeValue(forKey: count + 1) {
      _ = table.apply(next)
      count += 1
    }
  }
}
#sourceLocation()
