// Generated from Chapters/04-primary-backup.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest cade0ac05ca12e2a

#sourceLocation(file: "Chapters/04-primary-backup.md", line: 583)
public import Chapter2
public import Simulation

/// A server as a value: what it hears goes in, what it says comes out.
public struct Replica<Application: StateMachine>: Hashable, Sendable {
  public typealias Message = ReplicaMessage<Application>

  let id: NodeID
  let viewServer: NodeID
  public internal(set) var view = View()
  public internal(set) var table: AtMostOnce<Application>
  /// Of a primary: whether its backup has the state, so that the view has
  /// begun. Of a backup: whether it has the state itself.
  public internal(set) var isReady = false
  /// Of a primary: the calls that wait, the first one at the backup.
  var queue: [Request] = []

  public init(_ application: Application, as id: NodeID, viewServer: NodeID) {
    table = AtMostOnce(application)
    (self.id, self.viewServer) = (id, viewServer)
  }
}
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 611)
extension Replica {
  struct Request: Hashable, Sendable {
    var call: Call<Application.Operation>
    var client: NodeID
  }

  public var isPrimary: Bool { view.primary == id }
  public var isBackup: Bool { view.backup == id }

  /// A message arrives; returns what is to be sent.
  public mutating func hear(
    _ message: Message, from sender: NodeID
  ) -> [Sent<Message>] {
    switch message {
    case .view(let view): adopt(view)
    case .request(let call): enqueue(call, of: sender)
    case .transfer(let view, let table):
      adopt(view) + install(table, of: view, from: sender)
    case .transferred(let number): begin(number)
    case .forward(let call, let number): accept(call, number, from: sender)
    case .accepted(let call, let number): complete(call, number)
    case .ping, .getView, .reply, .numbered, .acceptedThrough: []
    }
  }
}
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 648)
extension Replica {
  /// Goes on to a later view, and to its part in it.
  mutating func adopt(_ later: View) -> [Sent<Message>] {
    guard later.number > view.number else { return [] }
    view = later
    isReady = isPrimary && later.backup == nil
    guard isPrimary else {
      queue = []
      return []
    }
    return isReady ? [ping] + serve() : [transfer].compactMap { $0 }
  }

  /// Carries the view's number once the view has begun.
  var ping: Sent<Message> {
    let isWaiting = isPrimary && !isReady
    return Sent(
      .ping(view: isWaiting ? view.number - 1 : view.number), to: viewServer)
  }

  private var transfer: Sent<Message>? {
    view.backup.map { Sent(.transfer(view, table), to: $0) }
  }
}
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 681)
extension Replica {
  /// The backup takes the state over, once in a view.
  mutating func install(
    _ state: AtMostOnce<Application>, of later: View, from primary: NodeID
  ) -> [Sent<Message>] {
    guard later.number == view.number, isBackup else { return [] }
    if !isReady { table = state }
    isReady = true
    return [Sent(.transferred(view: view.number), to: primary)]
  }

  /// The primary hears that its backup has the state: the view begins.
  mutating func begin(_ number: Int) -> [Sent<Message>] {
    guard number == view.number, isPrimary, !isReady else { return [] }
    isReady = true
    return [ping] + serve()
  }
}
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 707)
extension Replica {
  /// The primary puts a call into its queue, once.
  mutating func enqueue(
    _ call: Call<Application.Operation>, of client: NodeID
  ) -> [Sent<Message>] {
    guard isPrimary, !queue.contains(where: { $0.call == call }) else {
      return []
    }
    queue.append(Request(call: call, client: client))
    return queue.count == 1 ? serve() : []
  }

  /// Goes on with the first call: it is forwarded, or answered at once if
  /// there is no backup or it has run before.
  mutating func serve() -> [Sent<Message>] {
    guard isPrimary, isReady, let call = queue.first?.call else { return [] }
    guard let backup = view.backup, !table.isPast(call.id) else {
      return answer()
    }
    return [Sent(.forward(call, view: view.number), to: backup)]
  }
}
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 737)
extension Replica {
  /// The backup runs a call of its own view, and says so. A primary of an
  /// earlier view is told of this one.
  mutating func accept(
    _ call: Call<Application.Operation>, _ number: Int, from primary: NodeID
  ) -> [Sent<Message>] {
    guard number >= view.number else { return [Sent(.view(view), to: primary)] }
    guard number == view.number, isBackup, isReady else { return [] }
    _ = table.apply(call)
    return [Sent(.accepted(call.id, view: number), to: primary)]
  }
}
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 755)
extension Replica {
  /// The backup has run the first call: now the primary does, and answers.
  mutating func complete(_ id: CallID, _ number: Int) -> [Sent<Message>] {
    guard number == view.number, isPrimary, isReady,
      queue.first?.call.id == id
    else { return [] }
    return answer()
  }

  private mutating func answer() -> [Sent<Message>] {
    let request = queue.removeFirst()
    guard let reply = table.apply(request.call) else { return serve() }
    return [Sent(.reply(request.call.id, reply), to: request.client)] + serve()
  }
}
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 780)
extension Replica {
  /// Pings, and repeats what is not yet answered.
  mutating func tick() -> [Sent<Message>] {
    guard isPrimary else { return [ping] }
    let repeated = isReady ? serve() : [transfer].compactMap { $0 }
    return [ping] + repeated
  }
}
#sourceLocation()
