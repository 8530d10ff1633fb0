import Simulation

/// What the nodes of this small system say to one another: its bytes take one word, `Codable`.
enum ProbeMessage: Hashable, Sendable, Codable {
  /// From an asker to the relay, and on to the store for that asker.
  case ask(Int)
  case forwarded(Int, from: NodeID)
  /// From the relay to the asker: the question was handed on, if the link is good.
  case handedOn(Int)
  /// From the store to the asker.
  case told(Int, Told)
  /// The relay's first message, sent once.
  case greeting
  /// Has the store send to a node that doesn't exist.
  case misbehave
}

/// All questions that the store has written down, and how often it was greeted in this life.
struct Told: Hashable, Sendable, Codable {
  var questions: [Int]
  var greetings: Int
}

/// Hands questions on. Keeps nothing.
struct Relay: Node {
  typealias Message = ProbeMessage
  let store: NodeID

  func start(_ context: inout Context<Relay>) { context.send(.greeting, to: store) }

  func receive(_ message: Message, from sender: NodeID, _ context: inout Context<Relay>) {
    guard case .ask(let question) = message else { return }
    context.send(.forwarded(question, from: sender), to: store)
    context.send(.handedOn(question), to: sender)
  }
}

/// Writes down each question once, before it answers. Hands what it hears to itself, so that its
/// loopback is used, too.
struct Store: Node {
  typealias Message = ProbeMessage
  private(set) var questions: [Int] = []
  private(set) var greetings = 0

  mutating func restart(recovering log: StableLog<Int>, _ context: inout Context<Store>) {
    questions = log.records
    guard log.isTorn else { return }
    context.rewrite(questions)
    context.sync()
  }

  mutating func receive(_ message: Message, from sender: NodeID, _ context: inout Context<Store>) {
    switch message {
    case .forwarded(let question, let asker) where sender != context.id:
      context.send(.forwarded(question, from: asker), to: context.id)
    case .forwarded(let question, let asker):
      if !questions.contains(question) {
        questions.append(question)
        context.append(question)
        context.sync()
      }
      let told = Told(questions: questions, greetings: greetings)
      context.send(.told(question, told), to: asker)
    case .greeting: greetings += 1
    case .misbehave: context.send(.greeting, to: NodeID(99))
    default: break
    }
  }
}

/// Asks until it is told.
struct Asker: Node {
  typealias Message = ProbeMessage
  enum Operation: Hashable, Sendable {
    case ask(Int)
    /// Makes the store, or this node itself, break a rule.
    case misbehave(itself: Bool)
  }

  typealias Response = Told
  let relay: NodeID
  let store: NodeID
  private var asked: [Int: OperationID] = [:]

  init(relay: NodeID, store: NodeID) {
    self.relay = relay
    self.store = store
  }

  mutating func invoke(
    _ operation: Operation, as id: OperationID, _ context: inout Context<Asker>
  ) {
    switch operation {
    case .ask(let question):
      asked[question] = id
      fire(question, &context)
    case .misbehave(let itself): context.send(.misbehave, to: itself ? NodeID(99) : store)
    }
  }

  func fire(_ question: Int, _ context: inout Context<Asker>) {
    context.send(.ask(question), to: relay)
    context.set(question, after: .milliseconds(20))
  }

  mutating func receive(_ message: Message, from sender: NodeID, _ context: inout Context<Asker>) {
    guard case .told(let question, let told) = message,
      let id = asked.removeValue(forKey: question)
    else { return }
    context.cancel(question)
    context.respond(told, to: id)
  }
}
