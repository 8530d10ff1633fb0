import Simulation
import Testing

@testable import Histories

@Suite("Registers that grow") struct GrowthTests {
  /// A store used by some clients for a while, of which some reads lie and some operations are never
  /// answered.
  private func random(
    clients: Int, operations: Int, keys: Int, lies: Int, seed: UInt64,
    _ piece: (Int) -> String = { "<\($0)>" }
  ) throws -> StoreHistory {
    var random = SplitMix64(seed: seed)
    var store = PorcupineStore()
    var history = StoreHistory()
    typealias Open = (
      id: OperationID, operation: KeyValueStore.Operation, answer: KeyValueStore.Response?
    )
    var open: [Int: Open] = [:]
    var invoked = 0
    while invoked < operations || !open.isEmpty {
      let client = Int(random.next() % UInt64(clients))
      guard var call = open[client] else {
        guard invoked < operations else { continue }
        invoked += 1
        let key = "k\(random.next() % UInt64(keys))"
        let operation: KeyValueStore.Operation =
          switch random.next() % 10 {
          case 0..<4: .get(key)
          case 4: .put(key, piece(invoked))
          default: .append(key, piece(invoked))
          }
        let id = OperationID(client: NodeID(client), number: invoked)
        history.invoke(operation, as: id, at: .start)
        open[client] = (id, operation, nil)
        continue
      }
      if let answer = call.answer {
        if random.next() % 9 > 0 { try history.respond(answer, to: call.id, at: .start) }
        open[client] = nil
        continue
      }
      call.answer = store.apply(call.operation)
      if lies > 0, case .value(let found?)? = call.answer, random.next() % UInt64(lies) == 0 {
        call.answer = .value(String(found.dropLast(3)))
      }
      open[client] = call
    }
    return history
  }

  @Test("what reads tell of appends, and the search, say the same", arguments: 0..<150)
  func agree(_ seed: UInt64) throws {
    let history = try random(
      clients: 3, operations: 24, keys: 1, lies: seed % 3 == 0 ? 0 : 8, seed: seed)
    let object = PorcupineStore()
    #expect(Check(history, object, .realTime, .standard).uniqueWrites(of: history.all) != nil)
    let told = history.linearizability(of: object)
    let searched = history.linearizability(of: Undivided(object))
    #expect(told.isAccepted == searched.isAccepted)
    #expect(told.isRejected == searched.isRejected)
    switch (told, searched) {
    case (.accepted(let order), _):
      #expect(objection(to: order, in: history, of: object) == nil)
    case (.rejected(let one), .rejected(let other)):
      #expect(one.prefix == other.prefix)
      #expect(one.isShortest)
      #expect(one.core.linearizability(of: Undivided(object)).isRejected)
      #expect(one.core[one.suspect] != nil)
    default: break
    }
  }

  @Test("both verdicts occur among them")
  func bothVerdicts() throws {
    let verdicts = try (0..<150).map { seed in
      try random(
        clients: 3, operations: 24, keys: 1, lies: seed % 3 == 0 ? 0 : 8, seed: UInt64(seed)
      ).linearizability(of: PorcupineStore()).isAccepted
    }
    #expect(verdicts.contains(true) && verdicts.contains(false))
  }

  @Test("fifty clients that append at once are no work, true or not")
  func manyClients() throws {
    let right = try random(clients: 50, operations: 3000, keys: 10, lies: 0, seed: 7)
    guard case .accepted(let order) = right.linearizability(of: PorcupineStore(), limit: .states(1))
    else {
      Issue.record("not accepted")
      return
    }
    #expect(objection(to: order, in: right, of: PorcupineStore()) == nil)
    let wrong = try random(clients: 50, operations: 3000, keys: 10, lies: 500, seed: 7)
    #expect(wrong.linearizability(of: PorcupineStore(), limit: .states(1)).isRejected)
  }

  @Test(
    "pieces that don't tell what a text is made of are left to the search",
    arguments: ["the same", "each begins as the one before", "empty"])
  func ambiguous(_ kind: String) throws {
    let history = try random(clients: 3, operations: 14, keys: 1, lies: 0, seed: 3) { number in
      switch kind {
      case "the same": "a"
      case "empty": ""
      default: "a" + String(repeating: "b", count: number)
      }
    }
    let object = PorcupineStore()
    #expect(Check(history, object, .realTime, .standard).uniqueWrites(of: history.all) == nil)
    #expect(history.linearizability(of: object).isAccepted)
  }

  @Test("an append that tells the new value must be the last in it")
  func told() throws {
    func verdict(_ answer: String) throws -> Bool {
      try history(
        "a invoke append k x\nb invoke append k y\na ok \(answer)\n",
        of: KeyValueStore.self
      ).linearizability(of: KeyValueStore()).isAccepted
    }
    for answer in ["x", "yx"] { #expect(try verdict(answer), "\(answer)") }
    for answer in ["y", "xy", "yxx", "z"] { #expect(try !verdict(answer), "\(answer)") }
  }

  @Test("absent and empty are two things, where the object tells them apart")
  func absent() throws {
    let begin = "a invoke append k x\nb invoke get k\nb ok "
    for (answer, isRight) in [("nil", true), ("x", true), ("\"\"", false)] {
      let history = try history(begin + answer, of: KeyValueStore.self)
      #expect(history.linearizability(of: KeyValueStore()).isAccepted == isRight, "\(answer)")
    }
  }
}

extension History {
  /// The places of all entries.
  var all: [Int32] { entries.indices.map(Int32.init) }
}
