// Generated from Chapters/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest cad022459e99d918

#sourceLocation(file: "Chapters/06-consistency.md", line: 4712)
import Chapter6
import Exercise6
import ExerciseTesting
import Simulation
import Testing

@Suite("6.4 A witness for any two-node register", .exercise)
struct PartitionWitnessTests {
  /// Runs what was claimed once more; nil if the judge is convinced.
  private func objection(
    against make: () -> any TwoNodeRegister
  ) -> String? {
    guard let witness = partitionWitness(against: make) else {
      return "nothing was claimed"
    }
    return Judge(running: witness.schedule, on: make())
      .objection(to: witness.evidence)
  }

  private func evidence(
    against make: () -> any TwoNodeRegister
  ) -> PartitionWitness.Evidence? {
    partitionWitness(against: make)?.evidence
  }

  @Test("two copies that answer at once read what is no longer there")
  func copies() {
    let make = { TwoNodes(Copies()) }
    #expect(objection(against: make) == nil)
    #expect(evidence(against: make) == .notLinearizable)
  }

  @Test("a slow answer is an answer: two slow copies aren't silent, but wrong")
  func slowCopies() {
    let make = { TwoNodes(Copies(thinkingTime: 900)) }
    #expect(objection(against: make) == nil)
    #expect(evidence(against: make) == .notLinearizable)
  }

  @Test("two copies that need each other's word are silent", arguments: [0, 1])
  func primary(_ primary: Int) {
    let make = { TwoNodes(Primary(primary: primary)) }
    #expect(objection(against: make) == nil)
    #expect(evidence(against: make) != .notLinearizable)
  }

  @Test("a refusal is no answer")
  func refusing() {
    let make = { TwoNodes(Primary(primary: 0, isRefusing: true)) }
    #expect(objection(against: make) == nil)
    #expect(evidence(against: make) != .notLinearizable)
  }

  @Test("a lease makes a write slow, and a later read silent")
  func lease() {
    let make = { TwoNodes(Lease()) }
    #expect(objection(against: make) == nil)
    #expect(evidence(against: make) != .notLinearizable)
  }

  @Test("a register that guesses the value of one run is wrong in another")
  func guessing() {
    let spy = Spy()
    _ = partitionWitness(against: { OneNode(spy: spy) })
    #expect(!spy.written.isEmpty, "nobody wrote anything")
    for guess in Set(spy.written).sorted() {
      let make = { TwoNodes(Copies(guess: guess)) }
      #expect(objection(against: make) == nil, "it guesses \(guess)")
    }
  }

  @Test("against a register that isn't cut in two by a cut, nothing is claimed")
  func oneNode() {
    let spy = Spy()
    #expect(partitionWitness(against: { OneNode(spy: spy) }) == nil)
    #expect(partitionWitness(against: { OneNode(spy: spy, delay: 999) }) == nil)
    #expect(spy.written.count >= 1)
  }

  @Test("the judge rejects what is no evidence")
  func judge() {
    func verdict(_ steps: [ScheduleStep]) -> String? {
      Judge(running: steps, on: TwoNodes(Lease()))
        .objection(to: .unanswered(operation: 0))
    }
    let patient = ScheduleStep.wait(ticks: patienceTicks)
    #expect(verdict([.cut, .read(node: 1), .wait(ticks: 999)]) != nil)
    #expect(verdict([.cut, .write(1, node: 0), patient]) != nil)
    #expect(verdict([.crash(node: 0), .read(node: 0), patient]) != nil)
    #expect(verdict([.cut, patient, .read(node: 1), patient]) == nil)
    let healed = Judge(
      running: [
        .cut, .write(1, node: 0), patient, .heal, patient, .read(node: 1),
        patient,
      ], on: TwoNodes(Lease()))
    #expect(healed.objection(to: .notLinearizable) != nil)
    let make = { TwoNodes(Copies()) }
    let own = partitionWitness(against: make)
    let judge = Judge(running: own?.schedule ?? [], on: make())
    #expect(judge.objection(to: .notLinearizable) == nil)
    #expect(judge.objection(to: .unanswered(operation: 0)) != nil)
  }
}

private typealias RegisterCall = Register<Int>.Operation

/// Runs a schedule and believes only what it sees.
private struct Judge {
  private var history = RegisterHistory()
  private var operations: [OperationID] = []
  private var invoked: [Int] = []
  private var answered: Set<Int> = []
  private var now = 0
  private var hasCrash = false

  init(running schedule: [ScheduleStep], on register: any TwoNodeRegister) {
    var register = register
    for step in schedule {
      switch step {
      case .write(let value, _): invoke(.write(value))
      case .read: invoke(.read)
      case .wait(let ticks): now += ticks
      case .crash: hasCrash = true
      default: break
      }
      for reply in register.take(step) { note(reply) }
    }
  }

  private mutating func invoke(_ call: RegisterCall) {
    let id = OperationID(client: NodeID(operations.count), number: 0)
    history.invoke(call, as: id, at: .start)
    operations.append(id)
    invoked.append(now)
  }

  private mutating func note(_ reply: RegisterReply) {
    guard operations.indices.contains(reply.operation),
      reply.answer != .refused
    else { return }
    answered.insert(reply.operation)
    var response = Register<Int>.Response.done
    if case .value(let read) = reply.answer { response = .value(read) }
    try? history.respond(response, to: operations[reply.operation], at: .start)
  }

  func objection(to evidence: PartitionWitness.Evidence) -> String? {
    if hasCrash { return "a node crashed, and nobody promised to bear that" }
    if case .unanswered(let operation) = evidence {
      guard operations.indices.contains(operation) else {
        return "there is no operation \(operation)"
      }
      if answered.contains(operation) { return "\(operation) was answered" }
      return now - invoked[operation] < patienceTicks
        ? "\(operation) may only be slow" : nil
    }
    let isExplained = RegisterHistory.hasLegalOrder(of: history.entries) {
      $0.precedes($1)
    }
    return isExplained ? "the run is linearizable" : nil
  }
}

/// What a node does: all it can say is an answer to a client, or a message to
/// the other node, which comes five ticks later unless it is lost.
private protocol Protocol {
  mutating func invoke(
    _ call: RegisterCall, _ operation: Int, at node: Int, _ world: inout Effects
  )
  mutating func receive(
    _ message: Message, at node: Int, _ world: inout Effects)
  /// The link is whole again.
  mutating func catchUp(at node: Int, _ world: inout Effects)
}

extension Protocol {
  mutating func catchUp(at node: Int, _ world: inout Effects) {}
}

private struct Message: Hashable {
  var operation: Int
  var call: RegisterCall
  /// nil in a request.
  var answer: RegisterAnswer?
}

private struct Effects {
  var sent: [(after: Int, Message)] = []
  var answers: [(after: Int, RegisterReply)] = []
  var isCut = false
  var now = 0

  mutating func send(_ message: Message, after ticks: Int = 0) {
    sent.append((ticks, message))
  }

  mutating func answer(
    _ operation: Int, _ answer: RegisterAnswer, after ticks: Int = 0
  ) {
    answers.append((ticks, RegisterReply(operation: operation, answer: answer)))
  }
}

/// Two nodes that run a protocol, and the link between them.
private struct TwoNodes<P: Protocol>: TwoNodeRegister {
  private enum Event {
    case delivery(Message, to: Int)
    case answer(RegisterReply, of: Int)
  }

  private var nodes: P
  private var isCut = false
  private var crashed: Set<Int> = []
  private var now = 0
  private var operations = 0
  private var events: [(time: Int, event: Event)] = []

  init(_ nodes: P) { self.nodes = nodes }

  mutating func take(_ step: ScheduleStep) -> [RegisterReply] {
    switch step {
    case .write(let value, let node): invoke(.write(value), at: node)
    case .read(let node): invoke(.read, at: node)
    case .cut:
      isCut = true
      events.removeAll { if case .delivery = $0.event { true } else { false } }
    case .crash(let node): crashed.insert(node)
    case .wait(let ticks): return run(until: now + ticks)
    default: heal()
    }
    return run(until: now)
  }

  private mutating func heal() {
    isCut = false
    for node in 0...1 where !crashed.contains(node) {
      act(at: node) { $0.catchUp(at: node, &$1) }
    }
  }

  private mutating func invoke(_ call: RegisterCall, at node: Int) {
    let operation = operations
    operations += 1
    if crashed.contains(node) { return }
    act(at: node) { nodes, effects in
      nodes.invoke(call, operation, at: node, &effects)
    }
  }

  private mutating func act(
    at node: Int, _ body: (inout P, inout Effects) -> Void
  ) {
    var effects = Effects(isCut: isCut, now: now)
    body(&nodes, &effects)
    events += effects.answers.map { (now + $0.after, .answer($0.1, of: node)) }
    if isCut { return }
    events += effects.sent.map {
      (now + $0.after + 5, .delivery($0.1, to: 1 - node))
    }
  }

  private mutating func run(until end: Int) -> [RegisterReply] {
    var replies: [RegisterReply] = []
    while let next = events.indices.min(by: {
      (events[$0].time, $0) < (events[$1].time, $1)
    }), events[next].time <= end {
      let (time, event) = events.remove(at: next)
      now = time
      switch event {
      case .answer(let reply, let node) where !crashed.contains(node):
        replies.append(reply)
      case .delivery(let message, let node) where !crashed.contains(node):
        act(at: node) { nodes, effects in
          nodes.receive(message, at: node, &effects)
        }
      default: break
      }
    }
    now = end
    return replies
  }
}

/// Each node answers from its own copy and tells the other what was written,
/// if the link lets it. A guesser that can't reach the other reads its guess.
private struct Copies: Protocol {
  var thinkingTime = 0
  var guess: Int?
  private var values = [0, 0]
  private var untold: [Message?] = [nil, nil]

  init(thinkingTime: Int = 0, guess: Int? = nil) {
    self.thinkingTime = thinkingTime
    self.guess = guess
  }

  mutating func invoke(
    _ call: RegisterCall, _ operation: Int, at node: Int, _ world: inout Effects
  ) {
    if case .write(let value) = call {
      values[node] = value
      let news = Message(operation: operation, call: call)
      if world.isCut { untold[node] = news } else { world.send(news) }
      world.answer(operation, .written, after: thinkingTime)
    } else {
      let value = world.isCut && node == 1 ? guess ?? values[1] : values[node]
      world.answer(operation, .value(value), after: thinkingTime)
    }
  }

  mutating func receive(
    _ message: Message, at node: Int, _ world: inout Effects
  ) {
    if case .write(let value) = message.call { values[node] = value }
  }

  mutating func catchUp(at node: Int, _ world: inout Effects) {
    if let news = untold[node] { world.send(news) }
    untold[node] = nil
  }
}

/// One node has the register; the other passes everything on to it.
private struct Primary: Protocol {
  let primary: Int
  var isRefusing = false
  private var value = 0

  init(primary: Int, isRefusing: Bool = false) {
    self.primary = primary
    self.isRefusing = isRefusing
  }

  mutating func invoke(
    _ call: RegisterCall, _ operation: Int, at node: Int, _ world: inout Effects
  ) {
    if node == primary {
      world.answer(operation, apply(call))
    } else if isRefusing && world.isCut {
      world.answer(operation, .refused)
    } else {
      world.send(Message(operation: operation, call: call))
    }
  }

  private mutating func apply(_ call: RegisterCall) -> RegisterAnswer {
    guard case .write(let value) = call else { return .value(value) }
    self.value = value
    return .written
  }

  mutating func receive(
    _ message: Message, at node: Int, _ world: inout Effects
  ) {
    if let answer = message.answer {
      world.answer(message.operation, answer)
    } else {
      var reply = message
      reply.answer = apply(message.call)
      world.send(reply)
    }
  }
}

/// Node 0 has the register, and node 1 a copy that it may read for the first
/// 600 ticks. What is written meanwhile takes effect when they are over.
private struct Lease: Protocol {
  private var value = 0
  private var early: [Int] = []

  mutating func invoke(
    _ call: RegisterCall, _ operation: Int, at node: Int, _ world: inout Effects
  ) {
    if node == 1, call == .read, world.now < 600 {
      world.answer(operation, .value(0))
    } else if node == 1 {
      world.send(Message(operation: operation, call: call))
    } else {
      let answer = apply(call, at: world.now)
      world.answer(operation, answer, after: delay(of: answer, at: world.now))
    }
  }

  private func delay(of answer: RegisterAnswer, at now: Int) -> Int {
    answer == .written ? max(0, 600 - now) : 0
  }

  private mutating func apply(
    _ call: RegisterCall, at now: Int
  ) -> RegisterAnswer {
    if now >= 600, let last = early.last {
      value = last
      early = []
    }
    guard case .write(let written) = call else { return .value(value) }
    if now < 600 { early.append(written) } else { value = written }
    return .written
  }

  mutating func receive(
    _ message: Message, at node: Int, _ world: inout Effects
  ) {
    if let answer = message.answer {
      world.answer(message.operation, answer)
    } else {
      var reply = message
      let answer = apply(message.call, at: world.now)
      reply.answer = answer
      world.send(reply, after: delay(of: answer, at: world.now))
    }
  }
}

/// Notes what was written.
private final class Spy {
  var written: [Int] = []
}

/// Two names for one node: no cut can part them.
private struct OneNode: TwoNodeRegister {
  let spy: Spy
  var delay = 0
  private var value = 0
  private var operations = 0
  private var now = 0
  private var due: [(time: Int, reply: RegisterReply)] = []

  init(spy: Spy, delay: Int = 0) {
    self.spy = spy
    self.delay = delay
  }

  mutating func take(_ step: ScheduleStep) -> [RegisterReply] {
    switch step {
    case .write(let written, _):
      value = written
      spy.written.append(written)
      answer(.written)
    case .read: answer(.value(value))
    case .wait(let ticks): now += ticks
    default: break
    }
    let ready = due.filter { $0.time <= now }.map(\.reply)
    due.removeAll { $0.time <= now }
    return ready
  }

  private mutating func answer(_ answer: RegisterAnswer) {
    due.append(
      (now + delay, RegisterReply(operation: operations, answer: answer)))
    operations += 1
  }
}
#sourceLocation()
